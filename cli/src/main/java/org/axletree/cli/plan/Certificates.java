package org.axletree.cli.plan;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Optional;
import org.axletree.cli.api.Connection;
import org.axletree.cli.azure.HubCertificates;
import org.axletree.cli.azure.HubCertificates.Shown;
import org.axletree.cli.terminal.Failure;
import org.axletree.cli.terminal.Status;

/**
 * The certificates of a hub's authorities in Azure's words. Each has to be proved by another one that it signed, with a code as its
 * common name that only this hub knows: a file can have that only after the first time.
 */
final class Certificates {
    private final HubCertificates certificates;

    Certificates(Connection connection, JsonObject hub) {
        this.certificates = new HubCertificates(connection, hub.getString("project_id"), hub.getString("id"));
    }

    List<Shown> all() {
        return certificates.all();
    }

    void delete(Shown certificate) {
        certificates.delete(certificate);
    }

    /** As a file says them. */
    List<JsonObject> said() {
        return all().stream()
                .map(each -> Json.createObjectBuilder()
                        .add("name", each.name())
                        .add(Kind.PEM, each.pem())
                        .build())
                .toList();
    }

    /** Brings about what a file wants, as far as the proof is there. */
    void bring(Wanted wanted, Report report, boolean dry) {
        String pem = text(wanted, Kind.PEM)
                .orElseThrow(() -> Failure.usage("it has no certificate (expected: certificate: ${file:…}, in PEM)"));
        Optional<Shown> there =
                all().stream().filter(each -> each.name().equals(wanted.name())).findFirst();
        Optional<String> proof = text(wanted, Kind.PROOF);
        if (there.filter(each -> each.is(pem)).isEmpty()) {
            upload(wanted, there, pem, report, dry);
        } else if (there.get().verified()) {
            report.compared(wanted.title(), List.of());
        } else if (proof.isPresent()) {
            prove(wanted, there.get(), proof.get(), report, dry);
        } else {
            throw unproved();
        }
    }

    private void upload(Wanted wanted, Optional<Shown> there, String pem, Report report, boolean dry) {
        if (dry) {
            tell(wanted, there, report);
            return;
        }
        Shown fresh = certificates.put(wanted.name(), pem, there);
        tell(wanted, there, report);
        throw Failure.failed("it has to be proved (expected: proof, a certificate that it signed, with the common name "
                + certificates.code(fresh) + ")");
    }

    private static void tell(Wanted wanted, Optional<Shown> there, Report report) {
        if (there.isEmpty()) {
            report.created(wanted.title());
        } else {
            report.compared(wanted.title(), List.of("~ " + wanted.title() + "." + Kind.PEM));
        }
    }

    private void prove(Wanted wanted, Shown there, String proof, Report report, boolean dry) {
        if (!dry) {
            try {
                certificates.verify(there, proof);
            } catch (Failure refused) {
                throw refused.status() == Status.USAGE
                        ? Failure.failed(
                                refused.getMessage() + "; " + unproved().getMessage())
                        : refused;
            }
        }
        report.compared(wanted.title(), List.of("~ " + wanted.title() + ".verified: false → true"));
    }

    private static Failure unproved() {
        return Failure.failed(
                "it vouches for nobody before it is proved (expected: proof, a certificate that it signed, with the"
                        + " code as its common name that axle apply named, or that axle az iot hub certificate"
                        + " generate-verification-code makes)");
    }

    private static Optional<String> text(Wanted wanted, String field) {
        return wanted.fields().get(field) instanceof JsonString text ? Optional.of(text.getString()) : Optional.empty();
    }
}
