package tmallschema.sdk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Labels under a name. */
public class LabelGroup {
    private String name;
    private final List<Label> labels = new ArrayList<>();
    private final List<LabelGroup> groups = new ArrayList<>();

    /** An empty group. */
    public LabelGroup() {}

    /**
     * The name.
     *
     * @return the name, or null
     */
    public String getName() {
        return name;
    }

    /**
     * Sets the name.
     *
     * @param name the name, or null
     */
    public void setName(String name) {
        this.name = name;
    }

    /**
     * Adds a label.
     *
     * @param label the label
     */
    public void add(Label label) {
        labels.add(label);
    }

    /**
     * Adds a group.
     *
     * @param group the group
     */
    public void add(LabelGroup group) {
        groups.add(group);
    }

    /**
     * The labels.
     *
     * @return a list that may be changed
     */
    public List<Label> getLabelList() {
        return labels;
    }

    /**
     * The groups inside.
     *
     * @return a list that may be changed
     */
    public List<LabelGroup> getLabelGroupList() {
        return groups;
    }

    static LabelGroup of(Map<String, Object> json) {
        LabelGroup group = new LabelGroup();
        group.name = (String) json.get("name");
        for (Object one : Form.list(json.get("labels"))) {
            Map<String, Object> part = Form.map(one);
            if (part.containsKey("labels")) {
                group.groups.add(of(part));
            } else {
                group.labels.add(Label.of(part));
            }
        }
        return group;
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        Form.put(json, "name", name);
        List<Object> all = new ArrayList<>();
        for (Label label : labels) {
            all.add(label.json());
        }
        for (LabelGroup group : groups) {
            all.add(group.json());
        }
        json.put("labels", all);
        return json;
    }
}
