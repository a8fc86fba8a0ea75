package org.axletree.web.console.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditExportServletTest {
    @ParameterizedTest
    @ValueSource(strings = {"=cmd()", "+1", "-1", "@x", "\tx", "\rx", "\0x"})
    void cell_isNoFormula(String text) {
        assertThat(AuditExportServlet.cell(text)).isEqualTo("\"'" + text + "\"");
    }

    @Test
    void cell_endsWhereItsTextEnds() {
        assertThat(AuditExportServlet.cell("a,\"b\"\r\nc")).isEqualTo("\"a,\"\"b\"\"\r\nc\"");
    }
}
