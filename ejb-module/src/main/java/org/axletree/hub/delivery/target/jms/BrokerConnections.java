package org.axletree.hub.delivery.target.jms;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.resource.ConnectionFactoryDefinition;
import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;

/** Defines the connections to the broker, for all who look them up. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@ConnectionFactoryDefinition(
        name = "java:app/axletree/JmsConnectionFactory",
        description = "The broker of JMS routes",
        interfaceName = "jakarta.jms.ConnectionFactory",
        resourceAdapter = "#jms-connector",
        transactionSupport = TransactionSupportLevel.XATransaction,
        minPoolSize = 0,
        maxPoolSize = 64)
public class BrokerConnections {}
