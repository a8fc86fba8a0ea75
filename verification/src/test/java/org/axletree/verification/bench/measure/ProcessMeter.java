package org.axletree.verification.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads from {@code /proc} what the broker's process, this process and the machine have used. Resolution: 10 ms. */
public final class ProcessMeter {
    private static final double TICKS_PER_SECOND = 100;
    /** Fields after the command's name in {@code /proc/PID/stat}: user and system time. */
    private static final int USER_TIME = 11;

    private static final int SYSTEM_TIME = 12;

    private final long brokerPid;

    /**
     * What had been used at one moment.
     *
     * @param nanos of {@link System#nanoTime()}
     * @param broker processor seconds of the broker
     * @param generator processor seconds of this process
     * @param machine processor seconds of everybody
     */
    public record Sample(long nanos, double broker, double generator, double machine) {
        public double secondsSince(Sample earlier) {
            return (nanos - earlier.nanos) / 1e9;
        }

        public double brokerSince(Sample earlier) {
            return broker - earlier.broker;
        }

        public double generatorSince(Sample earlier) {
            return generator - earlier.generator;
        }

        /** Cores that neither the broker nor the generator used: above about 0.2 the rates are too low. */
        public double otherCoresSince(Sample earlier) {
            double others = machine - earlier.machine - brokerSince(earlier) - generatorSince(earlier);
            return Math.max(0, others / secondsSince(earlier));
        }
    }

    public ProcessMeter(long brokerPid) {
        this.brokerPid = brokerPid;
    }

    public Sample sample() {
        return new Sample(
                System.nanoTime(),
                processorSeconds(brokerPid),
                processorSeconds(ProcessHandle.current().pid()),
                machineSeconds());
    }

    /** Resident memory of the broker now, in kilobytes. */
    public long residentKilobytes() {
        return status("VmRSS");
    }

    /** The most that was resident since {@link #forgetPeak}, in kilobytes. */
    public long peakKilobytes() {
        return status("VmHWM");
    }

    /** Lets the peak begin anew, where the system permits it; else it is the peak since the start. */
    public void forgetPeak() {
        try {
            Files.writeString(Path.of("/proc/" + brokerPid + "/clear_refs"), "5");
        } catch (IOException notPermitted) {
            // The peak is then that of the process's life, which is an upper bound.
        }
    }

    private static double processorSeconds(long pid) {
        String stat = read("/proc/" + pid + "/stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME])) / TICKS_PER_SECOND;
    }

    /** All but idle (4) and waiting for a disk (5). */
    private static double machineSeconds() {
        String[] fields = read("/proc/stat").lines().findFirst().orElseThrow().split("\\s+");
        double busy = 0;
        for (int i = 1; i <= 8; i++) {
            if (i != 4 && i != 5) {
                busy += Long.parseLong(fields[i]);
            }
        }
        return busy / TICKS_PER_SECOND;
    }

    private long status(String key) {
        return read("/proc/" + brokerPid + "/status")
                .lines()
                .filter(line -> line.startsWith(key + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read (expected: Linux, and a broker that runs)", e);
        }
    }
}
