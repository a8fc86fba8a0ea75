package org.axletree.hub.violating;

import io.netty.buffer.ByteBuf;
import jakarta.faces.context.FacesContext;
import jakarta.persistence.Entity;
import org.axletree.mqtt.violating.KnowsTheHub;
import org.bouncycastle.cert.X509CertificateHolder;
import org.eclipse.microprofile.config.Config;
import org.rocksdb.RocksDB;

/** Breaks the fences, and imports a front door. */
@Entity
public class KnowsEverybody {
    ByteBuf buffer;
    FacesContext page;
    X509CertificateHolder certificate;
    Config config;
    RocksDB database;
    KnowsTheHub door;
    io.opentelemetry.api.metrics.Meter meter;
}
