package org.axletree.verification.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.axletree.verification.harness.AxletreeProcess;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Chromium without a window, with a profile and a folder for downloads of its own. */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AxletreeProcess hub;
    private final Path downloads;
    private final ChromeDriver driver;

    private Browser(AxletreeProcess hub, Path downloads, ChromeDriver driver) {
        this.hub = hub;
        this.downloads = downloads;
        this.driver = driver;
    }

    static Browser open(AxletreeProcess hub) {
        try {
            Path directory = Files.createTempDirectory("axletree-browser-");
            Path downloads = Files.createDirectory(directory.resolve("downloads"));
            ChromeDriverService service = new ChromeDriverService.Builder()
                    .usingDriverExecutable(Path.of("/usr/bin/chromedriver").toFile())
                    .build();
            return new Browser(hub, downloads, new ChromeDriver(service, options(directory, downloads)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ChromeOptions options(Path directory, Path downloads) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1280,900",
                "--user-data-dir=" + directory.resolve("profile"));
        options.setExperimentalOption(
                "prefs",
                Map.of(
                        "download.default_directory", downloads.toString(),
                        "download.prompt_for_download", false,
                        "credentials_enable_service", false));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, java.util.logging.Level.SEVERE);
        options.setCapability("goog:loggingPrefs", logs);
        return options;
    }

    ChromeDriver driver() {
        return driver;
    }

    Browser go(String path) {
        driver.get(hub.http(path).toString());
        return this;
    }

    /** The path shown now, with its query. */
    String path() {
        String url = driver.getCurrentUrl();
        return url.substring(hub.http("").toString().length());
    }

    Browser logIn() {
        go("/login");
        return logIn("admin", hub.adminPassword());
    }

    /** Fills the login page that is shown. */
    Browser logIn(String userName, String password) {
        type("login:user", userName);
        type("login:password", password);
        clickId("login:logIn");
        return this;
    }

    WebElement shown(By by) {
        return await().until(ExpectedConditions.visibilityOfElementLocated(by));
    }

    WebElement shownId(String id) {
        return shown(By.id(id));
    }

    boolean has(By by) {
        return driver.findElements(by).stream().anyMatch(WebElement::isDisplayed);
    }

    void awaitGone(By by) {
        await().until(ExpectedConditions.invisibilityOfElementLocated(by));
    }

    void awaitPath(String regex) {
        await().until(ignored -> path().matches(regex));
    }

    void awaitText(By by, String text) {
        await().until(ExpectedConditions.textToBePresentInElementLocated(by, text));
    }

    void click(By by) {
        await().until(ExpectedConditions.elementToBeClickable(by)).click();
    }

    void clickId(String id) {
        click(By.id(id));
    }

    void type(String id, String text) {
        WebElement field = shownId(id);
        field.clear();
        field.sendKeys(text);
    }

    void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Presses the button of the dialog that asks whether one is sure. */
    void confirm() {
        click(By.cssSelector(".ui-confirm-dialog .ui-confirmdialog-yes"));
        awaitGone(By.cssSelector(".ui-confirm-dialog"));
    }

    /** Waits until a file has come down whole. */
    Path downloaded(String name) {
        Path file = downloads.resolve(name);
        Awaitility.await(name).atMost(PATIENCE).until(() -> Files.exists(file) && !stillComing());
        return file;
    }

    /** What the browser itself complained of: scripts that failed or were refused. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(entry -> entry.getMessage())
                .toList();
    }

    private boolean stillComing() throws IOException {
        try (Stream<Path> files = Files.list(downloads)) {
            return files.anyMatch(file -> file.toString().endsWith(".crdownload"));
        }
    }

    /** Keeps what is shown, for people. */
    void picture(String name) {
        try {
            Path directory = Files.createDirectories(Path.of("target", "pictures"));
            Files.write(directory.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private WebDriverWait await() {
        return new WebDriverWait(driver, PATIENCE);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
