package tmallschema;

import java.util.Objects;

/** Assertions, without a library for them. */
final class Check {
    private Check() {}

    /** Something that must throw. */
    interface Action {
        void run() throws Exception;
    }

    static void same(Object wanted, Object found) {
        if (!Objects.equals(wanted, found)) {
            throw new AssertionError("\n  wanted " + wanted + "\n  found  " + found);
        }
    }

    static void is(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("not so: " + what);
        }
    }

    static <E extends Exception> E fails(Class<E> kind, Action action) {
        try {
            action.run();
        } catch (Exception error) {
            if (kind.isInstance(error)) {
                return kind.cast(error);
            }
            throw new AssertionError("wanted " + kind.getSimpleName() + ", found " + error, error);
        }
        throw new AssertionError("wanted " + kind.getSimpleName() + ", but nothing failed");
    }
}
