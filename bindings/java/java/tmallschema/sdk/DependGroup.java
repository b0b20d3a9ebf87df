package tmallschema.sdk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A condition: comparisons and groups, in their order. */
public class DependGroup {
    private String operator = "and";
    private final List<Object> parts = new ArrayList<>();

    /** An empty group, whose parts must all hold. */
    public DependGroup() {}

    /**
     * The operator, {@code and} or {@code or}.
     *
     * @return the operator, {@code and} or {@code or}, or null
     */
    public String getOperator() {
        return operator;
    }

    /**
     * Sets the operator, {@code and} or {@code or}.
     *
     * @param operator the operator, {@code and} or {@code or}, or null
     */
    public void setOperator(String operator) {
        this.operator = operator;
    }

    /**
     * Adds a comparison.
     *
     * @param express the comparison
     */
    public void add(DependExpress express) {
        parts.add(express);
    }

    /**
     * Adds a group.
     *
     * @param group the group
     */
    public void add(DependGroup group) {
        parts.add(group);
    }

    /**
     * Adds a comparison by {@code ==}.
     *
     * @param fieldId the id of the field
     * @param value the value
     * @return the comparison
     */
    public DependExpress addDependExpress(String fieldId, String value) {
        return addDependExpress(fieldId, value, "==");
    }

    /**
     * Adds a comparison.
     *
     * @param fieldId the id of the field
     * @param value the value
     * @param symbol the symbol
     * @return the comparison
     */
    public DependExpress addDependExpress(String fieldId, String value, String symbol) {
        DependExpress express = new DependExpress();
        express.setFieldId(fieldId);
        express.setValue(value);
        express.setSymbol(symbol);
        parts.add(express);
        return express;
    }

    /**
     * Adds an empty group.
     *
     * @return the group
     */
    public DependGroup addDependGroup() {
        DependGroup group = new DependGroup();
        parts.add(group);
        return group;
    }

    /**
     * The comparisons.
     *
     * @return those of this group alone
     */
    public List<DependExpress> getDependExpressList() {
        return of(DependExpress.class);
    }

    /**
     * The groups inside.
     *
     * @return those directly inside
     */
    public List<DependGroup> getDependGroupList() {
        return of(DependGroup.class);
    }

    /**
     * Whether nothing is in it.
     *
     * @return whether it has no parts
     */
    public boolean isEmpty() {
        return parts.isEmpty();
    }

    private <T> List<T> of(Class<T> kind) {
        List<T> found = new ArrayList<>();
        for (Object part : parts) {
            if (kind.isInstance(part)) {
                found.add(kind.cast(part));
            }
        }
        return found;
    }

    static DependGroup of(Object json) {
        if (json == null) {
            return null;
        }
        Map<String, Object> object = Form.map(json);
        DependGroup group = new DependGroup();
        group.operator = (String) object.get("operator");
        for (Object one : Form.list(object.get("parts"))) {
            Map<String, Object> part = Form.map(one);
            group.parts.add(part.containsKey("parts") ? of(part) : DependExpress.of(part));
        }
        return group;
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        Form.put(json, "operator", operator);
        List<Object> all = new ArrayList<>();
        for (Object part : parts) {
            all.add(part instanceof DependGroup ? ((DependGroup) part).json() : ((DependExpress) part).json());
        }
        json.put("parts", all);
        return json;
    }
}
