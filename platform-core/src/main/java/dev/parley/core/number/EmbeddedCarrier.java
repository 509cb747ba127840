package dev.parley.core.number;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Carries every number: with no infrastructure of its own, what is bound is what the registry says. */
@Singleton
@Requires(missingBeans = VoiceCarrier.class)
final class EmbeddedCarrier implements VoiceCarrier {

    private final PhoneNumberRegistry registry;

    EmbeddedCarrier(PhoneNumberRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void bind(String number, String binding) {}

    @Override
    public void release(String number, String binding) {}

    @Override
    public Optional<String> lookUp(String number) {
        return registry.bound(number);
    }
}
