package tmallschema;

import java.util.Collections;
import java.util.Map;

/** A call that has no answer. {@link #errorClass()} says which kind it is; there is a subclass for each. */
public class TmallSchemaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, Object> details;
    /** As {@link #errorClass()} gives it. */
    private final String errorClass;
    /** As {@link #line()} gives it. */
    private final int line;
    /** As {@link #column()} gives it. */
    private final int column;

    TmallSchemaException(String message, Map<String, Object> details) {
        super(message);
        this.details = Collections.unmodifiableMap(details);
        errorClass = details.containsKey("class") ? (String) details.get("class") : "bug";
        line = number("line");
        column = number("column");
    }

    private int number(String key) {
        Object number = details.get(key);
        return number instanceof Long ? ((Long) number).intValue() : 0;
    }

    static TmallSchemaException of(String answer) {
        Map<String, Object> details = Json.object(Json.object(Json.parse(answer)).get("error"));
        String message = (String) details.get("message");
        if (details.containsKey("line")) {
            message += " (" + details.get("line") + ":" + details.get("column") + ")";
        }
        switch ((String) details.get("class")) {
            case "document":
                return new DocumentException(message, details);
            case "usage":
                return new UsageException(message, details);
            case "mapping":
                return new MappingException(message, details);
            case "rules":
                return new RulesException(message, details);
            case "bug":
                return new InternalException(message, details);
            default:
                return new PlatformException(message, details);
        }
    }

    /**
     * The class of the failure.
     *
     * @return {@code document}, {@code usage}, {@code mapping}, {@code rules}, {@code bug}, or the class of an error response of
     *     the platform, such as {@code throttled}
     */
    public String errorClass() {
        return errorClass;
    }

    /**
     * The line where it failed.
     *
     * @return the line from 1, or 0 if no place is known
     */
    public int line() {
        return line;
    }

    /**
     * The column where it failed.
     *
     * @return the column from 1, or 0 if no place is known
     */
    public int column() {
        return column;
    }

    /**
     * All that is known, by the keys of a failure in the JSON contract.
     *
     * @return a map that cannot be changed
     */
    public Map<String, Object> details() {
        return details == null ? Collections.<String, Object>emptyMap() : details;
    }
}
