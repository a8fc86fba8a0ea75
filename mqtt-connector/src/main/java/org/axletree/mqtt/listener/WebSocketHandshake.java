package org.axletree.mqtt.listener;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.connection.TransportFault;

/**
 * The opening handshake of a WebSocket (RFC 6455 section 4.2) for one of MQTT's sub-protocols, on whatever path. A client
 * that asks for no sub-protocol is refused: MQTT requires it (MQTT-6.0.0-3), and whoever knows nothing of it is no MQTT
 * client. The connection's own time limit for the CONNECT holds for the handshake too.
 */
final class WebSocketHandshake extends ChannelInboundHandlerAdapter {
    private static final List<String> SUB_PROTOCOLS = List.of("mqtt", "mqttv3.1");
    private static final String KEY_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final String VERSION = "13";
    private static final int KEY_BYTES = 16;
    private static final String CODEC = "http-codec";

    private Optional<HttpRequest> request = Optional.empty();
    private boolean answered;

    static void install(Channel channel) {
        HttpDecoderConfig bounds =
                new HttpDecoderConfig().setMaxInitialLineLength(4 * 1024).setMaxHeaderSize(8 * 1024);
        channel.pipeline().addLast(CODEC, new HttpServerCodec(bounds)).addLast(new WebSocketHandshake());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (answered) {
                return;
            }
            if (message instanceof HttpRequest begun) {
                request = Optional.of(begun);
                if (begun.decoderResult().isFailure()) {
                    refuse(context, HttpResponseStatus.BAD_REQUEST, "not HTTP, or too long");
                    return;
                }
            }
            if (message instanceof HttpContent content && content.content().isReadable()) {
                refuse(context, HttpResponseStatus.BAD_REQUEST, "a request with a body (expected: none)");
            } else if (message instanceof LastHttpContent && request.isPresent()) {
                answer(context, request.get());
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void answer(ChannelHandlerContext context, HttpRequest asked) {
        HttpHeaders headers = asked.headers();
        boolean upgrade = asked.method().equals(HttpMethod.GET)
                && headers.containsValue(HttpHeaderNames.UPGRADE, "websocket", true)
                && headers.containsValue(HttpHeaderNames.CONNECTION, "upgrade", true);
        if (!upgrade || !VERSION.equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
            refuse(context, HttpResponseStatus.UPGRADE_REQUIRED, "no upgrade (expected: WebSocket version 13)");
            return;
        }
        String key = headers.get(HttpHeaderNames.SEC_WEBSOCKET_KEY, "");
        if (!isKey(key)) {
            refuse(context, HttpResponseStatus.BAD_REQUEST, "key (expected: 16 bytes in Base64)");
            return;
        }
        String asking = String.join(",", headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL));
        Optional<String> subProtocol = Arrays.stream(asking.split(","))
                .map(String::strip)
                .filter(SUB_PROTOCOLS::contains)
                .findFirst();
        if (subProtocol.isEmpty()) {
            refuse(
                    context,
                    HttpResponseStatus.BAD_REQUEST,
                    "sub-protocol: " + (asking.isEmpty() ? "none" : asking) + " (expected: mqtt)");
            return;
        }
        accept(context, key, subProtocol.get());
    }

    private void accept(ChannelHandlerContext context, String key, String subProtocol) {
        answered = true;
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS, Unpooled.EMPTY_BUFFER);
        response.headers()
                .set(HttpHeaderNames.UPGRADE, "websocket")
                .set(HttpHeaderNames.CONNECTION, "Upgrade")
                .set(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT, acceptance(key))
                .set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, subProtocol);
        context.writeAndFlush(response);
        // The frames first: what the codec has read beyond the handshake goes to them when it leaves.
        context.pipeline().replace(this, null, new WebSocketFrames());
        context.pipeline().remove(CODEC);
    }

    private void refuse(ChannelHandlerContext context, HttpResponseStatus status, String what) {
        answered = true;
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                status,
                Unpooled.copiedBuffer(
                        "This port speaks MQTT over WebSocket: " + what + "\n", StandardCharsets.US_ASCII));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=us-ascii")
                .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
                .set(HttpHeaderNames.CONNECTION, "close")
                .set(HttpHeaderNames.UPGRADE, "websocket")
                .set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, VERSION);
        context.writeAndFlush(response);
        context.fireUserEventTriggered(new TransportFault(Reason.WEBSOCKET_REFUSED, "WebSocket handshake", what));
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String acceptance(String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest((key + KEY_SUFFIX).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-1: missing from this Java", e);
        }
    }
}
