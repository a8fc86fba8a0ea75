package org.axletree.server.web;

import java.io.IOException;
import java.util.Optional;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpEvents;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.util.HttpStatus;
import org.glassfish.grizzly.memory.Buffers;

/**
 * Refuses what is no request, and hands a request on when it is complete: a thread is only ever given to somebody who has said
 * all they have to say. Stands behind Grizzly's parser.
 */
final class RequestFilter extends BaseFilter {
    private static final StartProgress OPENING = new StartProgress();

    private final WebConnections connections;
    private final Turns turns;
    private final Handover handover;

    RequestFilter(WebConnections connections, Turns turns, Handover handover) {
        this.connections = connections;
        this.turns = turns;
        this.handover = handover;
    }

    @Override
    public NextAction handleRead(FilterChainContext context) throws IOException {
        WebConnection connection = connections.of(context.getConnection());
        if (connection == null || !(context.getMessage() instanceof HttpContent content)) {
            return context.getInvokeAction();
        }
        HttpRequestPacket request = (HttpRequestPacket) content.getHttpHeader();
        if (HttpContent.isBroken(content)) { // the parser has said so to the client
            return FramingFilter.deaf(context);
        }
        if (!connection.isAt(request)) {
            return begin(context, connection, request, content);
        }
        return connection.phase() == WebConnection.Phase.BODY
                ? goOn(context, connection, request, content)
                : context.getInvokeAction(); // the application reads it by itself
    }

    @Override
    public NextAction handleWrite(FilterChainContext context) throws IOException {
        if (context.getMessage() instanceof HttpContent content && content.isLast()) {
            WebConnection connection = connections.of(context.getConnection());
            if (connection != null) {
                connection.answered();
            }
        }
        return context.getInvokeAction();
    }

    /** Nobody here speaks anything but HTTP 1.1: a request that offers more is what it is, with its body. */
    @Override
    public NextAction handleEvent(FilterChainContext context, FilterChainEvent event) throws IOException {
        if (event instanceof HttpEvents.IncomingHttpUpgradeEvent offer) {
            offer.getHttpHeader().setIgnoreContentModifiers(false);
        }
        return context.getInvokeAction();
    }

    private NextAction begin(
            FilterChainContext context, WebConnection connection, HttpRequestPacket request, HttpContent content) {
        Optional<String> fault = HeaderRules.faultOf(request);
        if (fault.isPresent()) {
            return FramingFilter.refuse(context, Refusal.malformed(fault.get()));
        }
        if (!OPENING.isOpenFor(request.getRequestURI())) {
            return FramingFilter.refuse(context, isAPersons(request) ? Refusal.startingPage() : Refusal.starting());
        }
        if (Handover.concerns(context.getConnection(), request)) {
            return handOver(context, request);
        }
        if (content.isLast() && !content.getContent().hasRemaining()) {
            return handOn(context, connection, request);
        }
        if (request.getMethod() == Method.GET || request.getMethod() == Method.HEAD) {
            request.getProcessingState().setKeepAlive(false); // others may take its body for the next request
        }
        if (request.getContentLength() > connections.mostBodyBytes()) {
            return handOn(context, connection, request); // refused unread, in the application's own words
        }
        connection.expectsBody(request, new GatheredBody(connections, connection));
        if (request.requiresAcknowledgement() && !content.isLast()) {
            HttpResponsePacket goAhead = request.getResponse();
            goAhead.setStatus(HttpStatus.CONINTUE_100);
            goAhead.setAcknowledgement(true);
            context.write(goAhead);
        }
        return goOn(context, connection, request, content);
    }

    /** A browser that opens a page says that it reads HTML; no client of the API does. */
    private static boolean isAPersons(HttpRequestPacket request) {
        String accepted = request.getHeader("Accept");
        return request.getMethod() == Method.GET && accepted != null && accepted.contains("text/html");
    }

    private NextAction goOn(
            FilterChainContext context, WebConnection connection, HttpRequestPacket request, HttpContent content) {
        GatheredBody body = connection.body();
        if (body == null) { // closed in this moment
            return FramingFilter.deaf(context);
        }
        Buffer part = content.getContent();
        GatheredBody.Taking taking = body.take(part);
        part.tryDispose();
        if (taking != GatheredBody.Taking.TAKEN) {
            return FramingFilter.refuse(
                    context,
                    taking == GatheredBody.Taking.TOO_LARGE
                            ? Refusal.tooLarge(connections.mostBodyBytes())
                            : Refusal.busy());
        }
        if (!content.isLast()) {
            return context.getStopAction();
        }
        Optional<String> fault = HeaderRules.faultOf(request, body.bytes(), body.length());
        if (fault.isPresent()) {
            return FramingFilter.refuse(context, Refusal.malformed(fault.get()));
        }
        context.setMessage(HttpContent.builder(request)
                .content(Buffers.wrap(context.getMemoryManager(), body.bytes(), 0, body.length()))
                .last(true)
                .build());
        return handOn(context, connection, request);
    }

    private NextAction handOn(FilterChainContext context, WebConnection connection, HttpRequestPacket request) {
        connection.answers(request);
        NextAction suspended = context.getSuspendAction();
        context.suspend();
        turns.take(request.getRequestURI(), connection.address(), context::resumeNext);
        return suspended;
    }

    /** From here on it is a device's connection, which counts at the door for devices. */
    private NextAction handOver(FilterChainContext context, HttpRequestPacket request) {
        Connection<?> client = context.getConnection();
        connections.forget(client);
        NextAction suspended = context.getSuspendAction();
        context.suspend();
        handover.begin(client, request, open -> {
            if (!open) {
                client.write(Buffers.wrap(context.getMemoryManager(), Refusal.busy()));
                client.closeSilently();
            }
            context.resume(context.getStopAction());
        });
        return suspended;
    }
}
