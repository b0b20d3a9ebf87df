package tmallschema;

import java.util.Map;

/** The document is an error response of the platform. */
public final class PlatformException extends TmallSchemaException {
    private static final long serialVersionUID = 1L;

    PlatformException(String message, Map<String, Object> details) {
        super(message, details);
    }

    /**
     * The error code of the platform.
     *
     * @return such as {@code 27}
     */
    public String code() {
        return (String) details().get("code");
    }

    /**
     * The code that says more.
     *
     * @return such as {@code session-expired}, or null
     */
    public String subCode() {
        return (String) details().get("sub_code");
    }

    /**
     * The platform's number of the request.
     *
     * @return the number, or null
     */
    public String requestId() {
        return (String) details().get("request_id");
    }
}
