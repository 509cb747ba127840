package dev.parley.app;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes the connection of a client that takes too long to send a request, however regularly it sends a byte: the server's own timeout
 * sees only connections on which nothing happens at all.
 */
@Singleton
final class SlowClients implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private final Duration timeout;

    SlowClients(@Property(name = "parley.request-timeout", defaultValue = "30s") Duration timeout) {
        this.timeout = timeout;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new Customizer(null));
        return event.getBean();
    }

    private final class Customizer implements NettyServerCustomizer {

        private final @Nullable Channel channel;

        Customizer(@Nullable Channel channel) {
            this.channel = channel;
        }

        @Override
        public NettyServerCustomizer specializeForChannel(Channel accepted, ChannelRole role) {
            return role == ChannelRole.CONNECTION ? new Customizer(accepted) : this;
        }

        @Override
        public void onStreamPipelineBuilt() {
            if (channel != null) {
                ChannelPipeline pipeline = channel.pipeline();
                Deadline deadline = new Deadline();
                pipeline.addBefore(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC, null, deadline.first());
                pipeline.addAfter(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC, null, deadline.last());
            }
        }
    }

    /** Of the request that is being received on a connection; everything happens on its event loop. */
    private final class Deadline {

        private @Nullable ScheduledFuture<?> running;

        /** Stands where bytes come in: the first one of a request starts the time. */
        ChannelInboundHandlerAdapter first() {
            return new ChannelInboundHandlerAdapter() {
                @Override
                public void channelRead(ChannelHandlerContext context, Object bytes) {
                    if (running == null) {
                        running = context.executor()
                                .schedule(() -> letGo(context), timeout.toMillis(), TimeUnit.MILLISECONDS);
                    }
                    context.fireChannelRead(bytes);
                }

                @Override
                public void channelInactive(ChannelHandlerContext context) {
                    stop();
                    context.fireChannelInactive();
                }
            };
        }

        /** Stands where requests come out: the end of one stops it. */
        ChannelInboundHandlerAdapter last() {
            return new ChannelInboundHandlerAdapter() {
                @Override
                public void channelRead(ChannelHandlerContext context, Object message) {
                    if (message instanceof LastHttpContent) {
                        stop();
                    }
                    context.fireChannelRead(message);
                }
            };
        }

        @SuppressWarnings("FutureReturnValueIgnored") // nobody is left to be told that it is closed
        private void letGo(ChannelHandlerContext context) {
            context.close();
        }

        private void stop() {
            if (running != null) {
                running.cancel(false);
                running = null;
            }
        }
    }
}
