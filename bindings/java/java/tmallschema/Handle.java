package tmallschema;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the native half keeps for an object of Java: its number, which is closed once. A handle that is forgotten is closed
 * after it was collected, at the next time that one is made. Native calls take the handle itself beside its number, so that it
 * is not collected while they run.
 */
final class Handle {
    private static final ReferenceQueue<Object> COLLECTED = new ReferenceQueue<>();
    private static final Set<Watch> OPEN = ConcurrentHashMap.newKeySet();

    private final String what;
    private final AtomicLong number;
    private final Watch watch;

    Handle(String what, long number) {
        for (Reference<?> one = COLLECTED.poll(); one != null; one = COLLECTED.poll()) {
            ((Watch) one).close();
        }
        this.what = what;
        this.number = new AtomicLong(number);
        watch = new Watch(this, this.number);
        OPEN.add(watch);
    }

    /** The number, while it is open. A call that has begun ends well if another thread closes the handle meanwhile. */
    long number() {
        long open = number.get();
        if (open == 0) {
            throw new IllegalStateException("the " + what + " is closed");
        }
        return open;
    }

    void close() {
        watch.close();
    }

    /** How many handles are open. */
    static int open() {
        return OPEN.size();
    }

    /** Knows the number but not the handle, so that the handle can be collected. */
    private static final class Watch extends PhantomReference<Object> {
        private final AtomicLong number;

        Watch(Handle handle, AtomicLong number) {
            super(handle, COLLECTED);
            this.number = number;
        }

        void close() {
            long open = number.getAndSet(0);
            if (open != 0) {
                Native.close(open);
            }
            OPEN.remove(this);
        }
    }
}
