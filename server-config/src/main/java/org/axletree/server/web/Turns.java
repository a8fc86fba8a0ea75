package org.axletree.server.web;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whose request is answered when. Health has threads of its own; all else shares some, of which no address gets more than its
 * part at a time. What waits is bounded by the connections that there may be: each waits with one request.
 */
final class Turns {
    private static final int THREADS = 64;
    private static final int THREADS_OF_AN_ADDRESS = 40;
    private static final int HEALTH_THREADS = 4;
    private static final int HEALTH_THREADS_OF_AN_ADDRESS = 2;

    private final Room web = new Room("web", THREADS, THREADS_OF_AN_ADDRESS);
    private final Room health = new Room("web-health", HEALTH_THREADS, HEALTH_THREADS_OF_AN_ADDRESS);

    void take(String path, String address, Runnable answering) {
        (isHealth(path) ? health : web).take(address, answering);
    }

    private static boolean isHealth(String path) {
        return path.equals("/health") || path.startsWith("/health/");
    }

    /** Some threads, and who waits for them. */
    private static final class Room {
        private final Executor threads;
        private final int mostOfAnAddress;
        private final Map<String, Line> lines = new HashMap<>();

        Room(String name, int most, int mostOfAnAddress) {
            AtomicInteger number = new AtomicInteger();
            ThreadPoolExecutor pool =
                    new ThreadPoolExecutor(most, most, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), work -> {
                        Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
                        thread.setDaemon(true);
                        thread.setContextClassLoader(Turns.class.getClassLoader());
                        return thread;
                    });
            pool.allowCoreThreadTimeOut(true);
            this.threads = pool;
            this.mostOfAnAddress = mostOfAnAddress;
        }

        synchronized void take(String address, Runnable answering) {
            Line line = lines.computeIfAbsent(address, key -> new Line());
            if (line.running < mostOfAnAddress) {
                line.running++;
                threads.execute(() -> run(address, answering));
            } else {
                line.waiting.add(answering);
            }
        }

        private void run(String address, Runnable answering) {
            try {
                answering.run();
            } finally {
                next(address);
            }
        }

        private synchronized void next(String address) {
            Line line = lines.get(address);
            Runnable waiting = line.waiting.poll();
            if (waiting != null) {
                threads.execute(() -> run(address, waiting));
            } else if (--line.running == 0) {
                lines.remove(address);
            }
        }
    }

    private static final class Line {
        private final Queue<Runnable> waiting = new ArrayDeque<>();
        private int running;
    }
}
