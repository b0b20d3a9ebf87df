package tmallschema.sdk;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A field of texts to show, which has no value. */
public class LabelField extends Field {
    private LabelGroup labelGroup = new LabelGroup();

    /** A field without an id. */
    public LabelField() {
        super(FieldTypeEnum.LABEL);
    }

    /**
     * The labels.
     *
     * @return the labels
     */
    public LabelGroup getLabelGroup() {
        return labelGroup;
    }

    /**
     * Sets the labels.
     *
     * @param labelGroup the labels
     */
    public void setLabelGroup(LabelGroup labelGroup) {
        this.labelGroup = labelGroup;
    }

    @Override
    Object held() {
        return null;
    }

    @Override
    void content(Object present, Object byDefault) {}

    @Override
    void read(Map<String, Object> json) {
        List<Object> groups = Form.list(json.get("labels"));
        labelGroup = groups.isEmpty() ? labelGroup : LabelGroup.of(Form.map(groups.get(0)));
    }

    @Override
    void extend(Map<String, Object> json) {
        json.put("labels", Collections.<Object>singletonList(labelGroup.json()));
    }
}
