import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import java.util.TreeMap;

/** Prints what arrives in the queue of a route. Arguments: address of the broker, password, name of the queue. */
public class Consumer {
    public static void main(String[] arguments) throws Exception {
        var factory = new com.sun.messaging.ConnectionFactory();
        factory.setProperty("imqAddressList", arguments[0]);
        try (JMSContext context = factory.createContext("enterprise", arguments[1])) {
            var consumer = context.createConsumer(context.createQueue(arguments[2]));
            System.out.println("waiting for messages in " + arguments[2]);
            while (true) {
                Message message = consumer.receive();
                var properties = new TreeMap<String, Object>();
                for (var names = message.getPropertyNames(); names.hasMoreElements(); ) {
                    String name = (String) names.nextElement();
                    properties.put(name, message.getObjectProperty(name));
                }
                System.out.println(new String(message.getBody(byte[].class)) + " " + properties);
            }
        }
    }
}
