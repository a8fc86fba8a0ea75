package org.axletree.coap.object;

import java.util.Optional;
import org.eclipse.leshan.core.node.codec.DefaultLwM2mDecoder;
import org.eclipse.leshan.core.node.codec.DefaultLwM2mEncoder;

/** Every encoding that LwM2M has. Made at the first use, as that takes a while. From any thread. */
final class Encodings {
    private volatile Optional<DefaultLwM2mDecoder> decoder = Optional.empty();
    private volatile Optional<DefaultLwM2mEncoder> encoder = Optional.empty();

    DefaultLwM2mDecoder decoder() {
        if (decoder.isEmpty()) {
            decoder = Optional.of(new DefaultLwM2mDecoder(true));
        }
        return decoder.get();
    }

    DefaultLwM2mEncoder encoder() {
        if (encoder.isEmpty()) {
            encoder = Optional.of(new DefaultLwM2mEncoder(true));
        }
        return encoder.get();
    }
}
