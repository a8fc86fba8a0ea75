package org.axletree.hub.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.axletree.core.setting.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdministratorTest {
    @TempDir
    Path home;

    @Test
    void credentials_firstStart_areInFilesOfTheOwner() throws Exception {
        Administrator administrator = administrator(Map.of());
        String password = Files.readString(home.resolve("admin-password")).strip();
        String token = Files.readString(home.resolve("admin-token")).strip();

        assertThat(administrator.passwordMatches("admin", password.toCharArray()))
                .isTrue();
        assertThat(administrator.tokenMatches(token)).isTrue();
        assertThat(administrator.passwordMatches("admin", token.toCharArray())).isFalse();
        assertThat(administrator.passwordMatches("Admin", password.toCharArray()))
                .isFalse();
        assertThat(administrator.tokenMatches(password)).isFalse();
        assertThat(administrator.toString()).doesNotContain(password).doesNotContain(token);
    }

    @Test
    void credentials_secondStart_areTheSame() throws Exception {
        administrator(Map.of());
        String token = Files.readString(home.resolve("admin-token")).strip();

        assertThat(administrator(Map.of()).tokenMatches(token)).isTrue();
    }

    @Test
    void credentials_set_areNotWrittenToFiles() {
        Administrator administrator = administrator(
                Map.of("axletree.admin.password", "correct horse battery", "axletree.admin.token", "0123456789abcdef"));

        assertThat(administrator.passwordMatches("admin", "correct horse battery".toCharArray()))
                .isTrue();
        assertThat(administrator.tokenMatches("0123456789abcdef")).isTrue();
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void password_emptyOrTooLong_isWrong() {
        Administrator administrator = administrator(Map.of("axletree.admin.password", "correct horse battery"));

        assertThat(administrator.passwordMatches("admin", new char[0])).isFalse();
        assertThat(administrator.passwordMatches("admin", "x".repeat(100_000).toCharArray()))
                .isFalse();
        assertThat(administrator.tokenMatches("")).isFalse();
    }

    private Administrator administrator(Map<String, String> values) {
        Map<String, String> all = new HashMap<>(values);
        all.put("axletree.home", home.toString());
        Administrator administrator = new Administrator(new HubSettings(Settings.of(all)));
        administrator.prepare();
        return administrator;
    }
}
