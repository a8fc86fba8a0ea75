package org.axletree.web.huawei;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as Huawei writes them: {@code 20260301T081011Z}. */
final class HuaweiTime {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private HuaweiTime() {}

    static String of(Instant time) {
        return FORMAT.format(time);
    }
}
