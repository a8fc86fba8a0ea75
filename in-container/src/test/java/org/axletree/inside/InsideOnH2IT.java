package org.axletree.inside;

import org.axletree.inside.container.Application;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/** The server with its registry in H2. */
@ExtendWith(ArquillianExtension.class)
class InsideOnH2IT extends InsideTheServer {
    @Deployment
    @TargetsContainer("h2")
    static EnterpriseArchive application() {
        return Application.with(InsideTheServer.class);
    }
}
