package tmallschema;

import java.util.List;
import java.util.Map;

/** What a mapping makes of a record. */
public final class Filled {
    private final Map<String, Object> object;

    Filled(Map<String, Object> object) {
        this.object = object;
    }

    /**
     * The item with what fits.
     *
     * @return its JSON form
     */
    public Map<String, Object> item() {
        return Json.object(object.get("item"));
    }

    /**
     * What does not fit.
     *
     * @return objects as the JSON contract describes them: {@code code}, {@code path}, {@code message} and more
     */
    public List<Object> problems() {
        return Json.list(object.get("problems"));
    }
}
