package dev.parley.flowyte.agent;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.ShortNumberInfo;
import java.util.Optional;

/** Phone numbers as people write them: international, or the ten digits of the United States. */
public final class PhoneText {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final String HOME = "US";
    private static final int MAX_LENGTH = 40;

    private PhoneText() {}

    /**
     * The one spelling of a number, ITU-T E.164.
     *
     * @return empty when the text is not a number that its country may have
     */
    public static Optional<String> normalized(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            PhoneNumber number = NUMBERS.parse(text, HOME);
            // Letters ("1-800-FLOWERS") and extensions would be lost without a word.
            boolean isWhole = !number.hasExtension() && text.chars().noneMatch(Character::isLetter);
            return isWhole && NUMBERS.isPossibleNumber(number)
                    ? Optional.of(NUMBERS.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /** Whether a text is what people dial in an emergency, such as 911, which has no international spelling. */
    static boolean isEmergency(String text) {
        return ShortNumberInfo.getInstance().isEmergencyNumber(text, HOME);
    }
}
