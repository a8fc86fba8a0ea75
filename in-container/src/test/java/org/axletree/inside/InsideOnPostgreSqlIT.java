package org.axletree.inside;

import org.axletree.inside.container.Application;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/** The server with its registry in PostgreSQL. */
@ExtendWith(ArquillianExtension.class)
class InsideOnPostgreSqlIT extends InsideTheServer {
    @Deployment
    @TargetsContainer("postgresql")
    static EnterpriseArchive application() {
        return Application.with(InsideTheServer.class);
    }
}
