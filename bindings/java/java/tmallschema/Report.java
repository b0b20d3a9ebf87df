package tmallschema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The findings of an item. */
public final class Report implements Iterable<Finding> {
    private final String json;
    private final boolean valid;
    private final List<Finding> findings;

    Report(Native.Answer answer, boolean positions) {
        json = answer.json;
        Map<String, Object> object = Json.object(Json.parse(answer.json));
        valid = Boolean.TRUE.equals(object.get("valid"));
        List<Finding> all = new ArrayList<>();
        for (Object one : Json.list(object.get("findings"))) {
            all.add(new Finding(Json.object(one), answer, all.size(), positions));
        }
        findings = Collections.unmodifiableList(all);
    }

    /**
     * Whether no finding is an error.
     *
     * @return whether none is
     */
    public boolean isValid() {
        return valid;
    }

    /**
     * All findings, in the order of the item.
     *
     * @return a list that cannot be changed
     */
    public List<Finding> findings() {
        return findings;
    }

    @Override
    public Iterator<Finding> iterator() {
        return findings.iterator();
    }

    /**
     * The answer as JSON text, with messages in the language of the validator.
     *
     * @return the text
     */
    public String toJson() {
        return json;
    }

    /** A finding a line. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (Finding finding : findings) {
            out.append(finding).append('\n');
        }
        return out.toString();
    }
}
