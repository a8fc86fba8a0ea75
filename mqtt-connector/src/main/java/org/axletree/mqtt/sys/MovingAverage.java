package org.axletree.mqtt.sys;

/** How often something happens in a minute, on average over the last 1, 5 and 15 minutes, as Mosquitto reckons it. */
final class MovingAverage {
    /** Minutes that are averaged over. */
    static final int[] MINUTES = {1, 5, 15};

    private static final double SECONDS_A_MINUTE = 60;

    private final double[] averages = new double[MINUTES.length];

    /** It happened so often in the last seconds. */
    void add(long times, double seconds) {
        double perMinute = times * SECONDS_A_MINUTE / seconds;
        for (int i = 0; i < MINUTES.length; i++) {
            double kept = Math.exp(-seconds / (MINUTES[i] * SECONDS_A_MINUTE));
            averages[i] = perMinute + kept * (averages[i] - perMinute);
        }
    }

    /** @param which index of {@link #MINUTES} */
    double of(int which) {
        return averages[which];
    }
}
