package tmallschema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The changes between two schemas; see {@link TmallSchema#diff(Schema, Schema)}. */
public final class Changes implements Iterable<Change> {
    private final String json;
    private final String level;
    private final List<Change> changes;

    Changes(Native.Answer answer) {
        json = answer.json;
        Map<String, Object> object = Json.object(Json.parse(answer.json));
        level = (String) object.get("level");
        List<Change> all = new ArrayList<>();
        for (Object one : Json.list(object.get("changes"))) {
            all.add(new Change(Json.object(one), answer, all.size()));
        }
        changes = Collections.unmodifiableList(all);
    }

    /**
     * The worst level.
     *
     * @return {@code breaking}, {@code compatible}, {@code cosmetic}, or null if there are no changes
     */
    public String level() {
        return level;
    }

    /**
     * All changes.
     *
     * @return a list that cannot be changed
     */
    public List<Change> changes() {
        return changes;
    }

    @Override
    public Iterator<Change> iterator() {
        return changes.iterator();
    }

    /**
     * The answer as JSON text, with messages in the language of the call.
     *
     * @return the text
     */
    public String toJson() {
        return json;
    }

    /** A change a line. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (Change change : changes) {
            out.append(change).append('\n');
        }
        return out.toString();
    }
}
