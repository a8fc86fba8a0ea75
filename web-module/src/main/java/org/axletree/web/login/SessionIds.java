package org.axletree.web.login;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Has the container name sessions by 160 bits of the JDK's secure generator. Payara's own names have some 60 of them, and are else a time and
 * a number of an object. What makes them can be given to the manager of sessions, which no standard knows and no deployment descriptor
 * leads to: so it is found by its name (docs/adr/0172).
 */
@WebListener
public final class SessionIds implements ServletContextListener {
    private static final Logger LOG = Logger.getLogger(SessionIds.class.getName());
    private static final int BYTES = 20;

    private final SecureRandom random = new SecureRandom();

    @Override
    public void contextInitialized(ServletContextEvent event) {
        try {
            Object manager = managerOf(event.getServletContext());
            Method setter = Arrays.stream(manager.getClass().getMethods())
                    .filter(method -> method.getName().equals("setUuidGenerator"))
                    .findFirst()
                    .orElseThrow(NoSuchMethodException::new);
            setter.invoke(manager, generator(setter.getParameterTypes()[0]));
        } catch (ReflectiveOperationException | RuntimeException another) {
            LOG.log(
                    Level.WARNING,
                    "Sessions of the console have the ids that the container makes, which may be guessed easier",
                    another);
        }
    }

    private static Object managerOf(ServletContext facade) throws ReflectiveOperationException {
        Field field = facade.getClass().getDeclaredField("context");
        field.setAccessible(true);
        Object context = call(field.get(facade), "getStandardContext");
        return call(context, "getManager");
    }

    private static Object call(Object object, String method) throws ReflectiveOperationException {
        return object.getClass().getMethod(method).invoke(object);
    }

    /** Of an interface with methods of one kind: whatever is asked, it is for a new id. */
    private Object generator(Class<?> type) {
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) ->
                        method.getDeclaringClass() == type ? next() : method.invoke(this, arguments));
    }

    String next() {
        byte[] id = new byte[BYTES];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
