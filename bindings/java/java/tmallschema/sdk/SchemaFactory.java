package tmallschema.sdk;

import java.util.ArrayList;
import java.util.List;

/** Makes fields of a type. */
public final class SchemaFactory {
    private SchemaFactory() {}

    /**
     * An empty list for fields.
     *
     * @return a new list
     */
    public static List<Field> createEmptyFieldList() {
        return new ArrayList<>();
    }

    /**
     * A field without an id.
     *
     * @param type the type
     * @return a new field of the class for this type
     */
    public static Field createField(FieldTypeEnum type) {
        switch (type) {
            case INPUT:
                return new InputField();
            case MULTIINPUT:
                return new MultiInputField();
            case SINGLECHECK:
                return new SingleCheckField();
            case MULTICHECK:
                return new MultiCheckField();
            case COMPLEX:
                return new ComplexField();
            case MULTICOMPLEX:
                return new MultiComplexField();
            case LABEL:
                return new LabelField();
            default:
                throw new IllegalArgumentException("unknown type " + type);
        }
    }

    /** A field of a schema. */
    static Field createField(String word, String id) {
        FieldTypeEnum type = FieldTypeEnum.getEnum(word);
        if (type == null) {
            throw new IllegalArgumentException("field " + id + " has the unknown type \"" + word + "\"");
        }
        Field field = createField(type);
        field.setId(id);
        return field;
    }
}
