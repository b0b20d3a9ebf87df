package tmallschema;

import java.util.Map;

/** That a field is required, or disabled. */
public final class Requirement {
    private final Map<String, Object> object;

    Requirement(Map<String, Object> object) {
        this.object = object;
    }

    /**
     * Where the field is.
     *
     * @return a JSON Pointer into the JSON form of the item
     */
    public String path() {
        return (String) object.get("path");
    }

    /**
     * The name of the field.
     *
     * @return the name, or null
     */
    public String field() {
        return (String) object.get("field");
    }

    /**
     * What holds for the field.
     *
     * @return {@code required}, {@code disabled}, {@code unknown}: it cannot be decided, or {@code if-given}: required as
     *     soon as the complex value {@link #around()} is given
     */
    public String state() {
        return (String) object.get("state");
    }

    /**
     * Whether the item has a value.
     *
     * @return whether it has
     */
    public boolean filled() {
        return Boolean.TRUE.equals(object.get("filled"));
    }

    /**
     * The condition or the rules that decide.
     *
     * @return a text, or null
     */
    public String why() {
        return (String) object.get("why");
    }

    /**
     * The absent complex value that makes it required.
     *
     * @return its path, or null
     */
    public String around() {
        return (String) object.get("around");
    }

    @Override
    public String toString() {
        return state() + " " + path();
    }
}
