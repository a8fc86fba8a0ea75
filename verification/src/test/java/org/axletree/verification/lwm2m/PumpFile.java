package org.axletree.verification.lwm2m;

import java.util.HexFormat;
import org.axletree.verification.harness.Api;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.RunningHub;

/** An object that only its maker knows, its file and an instance of it. */
final class PumpFile {
    static final String XML = "<LWM2M><Object ObjectType=\"MODefinition\"><Name>Pump</Name><ObjectID>33000</ObjectID>"
            + "<MultipleInstances>Multiple</MultipleInstances><Mandatory>Optional</Mandatory><Resources>"
            + item(0, "Label", "String", "")
            + item(1, "Pressure", "Float", "bar")
            + item(2, "Since", "Time", "")
            + "</Resources></Object></LWM2M>";

    /** {@code north} and 2.5, as a device says them: nothing in it tells a text from a number. */
    static final byte[] TLV = HexFormat.of().parseHex("c5006e6f727468" + "c40140200000");

    static final int TLV_FORMAT = 11_542;

    private PumpFile() {}

    private static String item(int id, String name, String type, String units) {
        return "<Item ID=\"" + id + "\"><Name>" + name + "</Name><Operations>RW</Operations>"
                + "<MultipleInstances>Single</MultipleInstances><Mandatory>Optional</Mandatory><Type>" + type
                + "</Type>"
                + "<Units>" + units + "</Units></Item>";
    }

    static Api.Answer put(RunningHub hub, Fleet.Hub of) {
        return put(hub, of, XML);
    }

    static Api.Answer put(RunningHub hub, Fleet.Hub of, String xml) {
        return hub.api()
                .post(
                        "object-models",
                        "{\"hub_id\":\"" + of.id() + "\",\"content\":\"" + xml.replace("\"", "\\\"") + "\"}");
    }
}
