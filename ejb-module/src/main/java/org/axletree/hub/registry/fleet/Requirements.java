package org.axletree.hub.registry.fleet;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.axletree.hub.registry.ArgumentCheck;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.azure.AzureIdentityService;
import org.axletree.hub.registry.azure.IncomingTwin;
import org.axletree.hub.registry.credential.CredentialKind;
import org.axletree.hub.registry.credential.DeviceCredential;
import org.axletree.hub.registry.device.CertificateService;
import org.axletree.hub.registry.device.DeviceArguments;
import org.axletree.hub.registry.device.Registration;
import org.axletree.hub.registry.hub.HubRow;
import org.axletree.hub.registry.hub.ProductPlan;
import org.axletree.hub.settings.HubSettings;

/** What is required of each device that is to move in. */
final class Requirements {
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern AZURE_NAME = Pattern.compile("[A-Za-z0-9\\-:.+%_#*?!(),=@$']{1,128}");
    private static final Pattern THUMBPRINT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final int LONGEST_USER_NAME = 255;
    private static final int SHORTEST_KEY = 16;
    private static final int LONGEST_KEY = 64;

    private final HubSettings settings;
    private final Clock clock;

    Requirements(HubSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** What keeps a device out by itself, whatever else comes or is there; empty if nothing does. */
    Optional<String> problem(IncomingDevice device, HubRow hub) {
        boolean azure = device.dialect().equals(AzureIdentityService.DIALECT);
        if (azure && !AZURE_NAME.matcher(device.name()).matches()) {
            return Optional.of(
                    Problem.shown(device.name())
                            + " is no name of a device (expected: 1 to 128 of A-Z a-z 0-9 and - : . + % _ # * ? ! ( ) , = @ $ ')");
        }
        // Huawei's names are identifiers, which are looked at with what is registered.
        Optional<String> ofName = device.dialect().equals(Registration.MANAGED.dialect())
                ? problem(check -> check.name("name", device.name()))
                : Optional.empty();
        if (ofName.isPresent()) {
            return ofName;
        }
        if (device.id().filter(id -> !UUID_FORM.matcher(id).matches()).isPresent()) {
            return Optional.of("the id was wrong (expected: a UUID in lower case)");
        }
        if (hub.productPlan() == ProductPlan.SHARED
                && (azure || device.registration().isPresent())) {
            return Optional.of(
                    "the hub has the shared plan (expected: the dedicated plan, which devices of other clouds need)");
        }
        if (hub.productPlan() == ProductPlan.SHARED && device.allowMultipleConnections()) {
            return Optional.of(
                    "the hub has the shared plan (expected: the dedicated plan, for several connections of a device)");
        }
        if (device.registration().isPresent()) {
            return device.registration().get().problem(settings);
        }
        Optional<String> ofCredential = problem(device.credential()).or(() -> device.certificate()
                .flatMap(each -> CertificateService.problem(each, settings, clock.instant()))
                .map(why -> "its certificate " + why));
        if (ofCredential.isPresent()) {
            return ofCredential;
        }
        Optional<String> ofUserName = device.password().flatMap(password -> problemWithUserName(password.userName()));
        if (ofUserName.isPresent()) {
            return ofUserName;
        }
        return device.twin().flatMap(IncomingTwin::problem).or(() -> argumentProblem(device));
    }

    /** Blanks at its ends are kept: a client sends them as they are. */
    private static Optional<String> problemWithUserName(String name) {
        if (name.isEmpty() || name.length() > LONGEST_USER_NAME) {
            return Optional.of(
                    "the user name has " + name.length() + " characters (expected: 1 to " + LONGEST_USER_NAME + ")");
        }
        return ArgumentCheck.hasControlCharacter(name)
                ? Optional.of("the user name has a control character or half a character (expected: none)")
                : Optional.empty();
    }

    /** What the API would refuse of a device that is made by it. */
    private Optional<String> argumentProblem(IncomingDevice device) {
        return problem(check -> {
            check.description(device.description());
            DeviceArguments.publishFilter(check, device.messageFilters().publish());
            DeviceArguments.subscribeFilter(check, device.messageFilters().subscribe());
        });
    }

    private Optional<String> problem(Consumer<ArgumentCheck> arguments) {
        ArgumentCheck check = new ArgumentCheck(settings);
        arguments.accept(check);
        try {
            check.done();
            return Optional.empty();
        } catch (ProblemException wrong) {
            return Optional.of(wrong.getMessage());
        }
    }

    private static Optional<String> problem(DeviceCredential credential) {
        if (credential.kind() == CredentialKind.SECRET) {
            for (byte[] key : List.of(
                    credential.primary().orElse(new byte[0]),
                    credential.secondary().or(credential::primary).orElse(new byte[0]))) {
                if (key.length < SHORTEST_KEY || key.length > LONGEST_KEY) {
                    return Optional.of("a key of " + key.length + " bytes (expected: Base64 of " + SHORTEST_KEY + " to "
                            + LONGEST_KEY + " bytes)");
                }
            }
        }
        if (credential.kind() == CredentialKind.THUMBPRINT) {
            if (credential.primaryThumbprint().isEmpty()
                    && credential.secondaryThumbprint().isEmpty()) {
                return Optional.of("there is no thumbprint (expected: at least one)");
            }
            for (String each : List.of(credential.primaryThumbprint(), credential.secondaryThumbprint())) {
                if (!each.isEmpty() && !THUMBPRINT.matcher(each).matches()) {
                    return Optional.of("the thumbprint " + Problem.shown(each)
                            + " was wrong (expected: 40 or 64 hexadecimal digits)");
                }
            }
        }
        return Optional.empty();
    }
}
