package org.axletree.verification.bench;

import java.util.Arrays;
import java.util.List;
import org.axletree.verification.bench.target.TargetRounds;

/** {@code ./axletree bench --targets}: what the routes of each kind drain, beside a bare loop and a target that does nothing. */
public final class TargetRatios {
    private static final int MESSAGES = 50_000;

    private TargetRatios() {}

    public static void main(String[] arguments) throws Exception {
        List<String> kinds = Arrays.stream(arguments)
                .takeWhile(argument -> !argument.startsWith("--"))
                .toList();
        BenchOptions options = BenchOptions.parse(Arrays.copyOfRange(arguments, kinds.size(), arguments.length));
        new TargetRounds(kinds, (int) (MESSAGES * options.scale()), options.rounds()).run(Bench.jvmOptions());
        System.exit(0);
    }
}
