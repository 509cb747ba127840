package dev.parley.telephony;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.parley.core.error.ApiException;
import dev.parley.core.error.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Phone numbers as ITU-T E.164 writes them: a plus, the code of a country, and digits, 15 at most in all. */
public final class E164 {

    private static final Pattern FORM = Pattern.compile("\\+[1-9][0-9]{1,14}");
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private E164() {}

    /**
     * Whether a text is a number that its country may have, in its one international spelling. A number with a trunk prefix after the
     * code of the country ({@code +4402071234567}) is another spelling of a number, and two agents could have it.
     */
    public static boolean isNumber(String text) {
        if (!FORM.matcher(text).matches()) {
            return false;
        }
        try {
            PhoneNumber number = NUMBERS.parse(text, null);
            return NUMBERS.isPossibleNumber(number)
                    && NUMBERS.format(number, PhoneNumberFormat.E164).equals(text);
        } catch (NumberParseException e) {
            return false;
        }
    }

    /**
     * Refuses texts that are not numbers.
     *
     * @param field the member of the body that lists them
     * @throws ApiException 400 with all that are wrong
     */
    public static void require(String field, List<String> texts) {
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            if (!isNumber(texts.get(i))) {
                errors.add(error(field + "." + i));
            }
        }
        if (!errors.isEmpty()) {
            throw invalid(errors);
        }
    }

    /**
     * Refuses a text that is not a number.
     *
     * @param field where the caller writes it
     * @throws ApiException 400
     */
    public static void require(String field, String text) {
        if (!isNumber(text)) {
            throw invalid(List.of(error(field)));
        }
    }

    private static FieldError error(String field) {
        return new FieldError(field, "must be a phone number in E.164 format, such as +442071234567");
    }

    private static ApiException invalid(List<FieldError> errors) {
        return ApiException.invalid(
                TelephonyError.PHONE_NUMBERS_INVALID_PHONE_NUMBER_FORMAT,
                TelephonyError.PHONE_NUMBERS_INVALID_PHONE_NUMBER_FORMAT.message(),
                errors);
    }
}
