package org.axletree.hub.inflow;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import org.axletree.core.door.DeviceInflow;

/** The same for the door of devices that speak CoAP: a message-driven bean listens to one door. */
@MessageDriven(
        messageListenerInterface = DeviceInflow.class,
        activationConfig =
                @ActivationConfigProperty(propertyName = "resourceAdapter", propertyValue = "axletree#coap-connector"))
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CoapInflowBean extends DeviceInflowBean {}
