package io.github.dataversealm.solution.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** Makes an object of an interface, such as the client of an environment, whose calls a test sees, changes or breaks. */
public final class StandIn {

    private StandIn() {}

    /** The call goes on to the object that answers. */
    public interface Next {
        Object proceed() throws Throwable;
    }

    /** What a test does with each call; {@code call} is the method's name. */
    public interface Interception {
        Object around(String call, Next next) throws Throwable;
    }

    /**
     * The object.
     *
     * @param answers an object of the interface, or one with methods of the same names and parameters for the calls that the
     *     test needs; a call that it does not have fails
     */
    public static <T> T of(Class<T> face, Object answers, Interception interception) {
        return face.cast(Proxy.newProxyInstance(
                face.getClassLoader(),
                new Class<?>[] {face},
                (self, method, arguments) -> method.getDeclaringClass() == Object.class
                        ? method.invoke(answers, arguments)
                        : interception.around(method.getName(), () -> answer(answers, method, arguments))));
    }

    private static Object answer(Object answers, Method method, Object[] arguments) throws Throwable {
        try {
            if (method.getDeclaringClass().isInstance(answers)) {
                return method.invoke(answers, arguments);
            }
            Method own = answers.getClass().getDeclaredMethod(method.getName(), method.getParameterTypes());
            own.setAccessible(true);
            return own.invoke(answers, arguments);
        } catch (NoSuchMethodException e) {
            throw new UnsupportedOperationException(method.getName(), e);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
