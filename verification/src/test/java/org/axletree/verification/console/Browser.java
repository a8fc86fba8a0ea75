package org.axletree.verification.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Ports;
import org.axletree.verification.harness.RunningHub;
import org.axletree.verification.harness.Scratch;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * Chromium without a window, with a profile and a folder for downloads of its own. A page changes under whoever looks at it, by
 * an answer of the server or by its own scripts: each step here finds its element anew until it could be done, and only then.
 */
public final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MOST_TABS = 200;

    private final RunningHub hub;
    private final Path downloads;
    private final ChromeDriver driver;

    private Browser(RunningHub hub, Path downloads, ChromeDriver driver) {
        this.hub = hub;
        this.downloads = downloads;
        this.driver = driver;
    }

    public static Browser open(RunningHub hub) {
        return open(hub, false);
    }

    /** One that takes every certificate, for pages that are not the hub's. */
    static Browser trustingAll(RunningHub hub) {
        return open(hub, true);
    }

    private static Browser open(RunningHub hub, boolean trustingAll) {
        try {
            Path directory = Scratch.directory("axletree-browser-");
            Path downloads = Files.createDirectory(directory.resolve("downloads"));
            ChromeDriverService service = new ChromeDriverService.Builder()
                    .usingDriverExecutable(Path.of("/usr/bin/chromedriver").toFile())
                    .usingPort(Ports.free())
                    .withTimeout(PATIENCE)
                    .build();
            ChromeOptions options = options(directory, downloads);
            options.setAcceptInsecureCerts(trustingAll);
            return new Browser(hub, downloads, new ChromeDriver(service, options));
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

    public Browser go(String path) {
        driver.get(hub.http(path).toString());
        return this;
    }

    /** Shows nothing of the hub any more. */
    public void lookAway() {
        driver.get("about:blank");
    }

    /** The path shown now, with its query. */
    String path() {
        String url = driver.getCurrentUrl();
        return url.substring(hub.http("").toString().length());
    }

    public Browser logIn() {
        go("/login");
        return logIn("admin", hub.adminPassword());
    }

    /** Fills the login page that is shown, and waits until the answer is: the page that was asked for, or why not. */
    Browser logIn(String userName, String password) {
        type("login:user", userName);
        type("login:password", password);
        WebElement page = driver.findElement(By.tagName("html"));
        clickId("login:logIn");
        await().until(ExpectedConditions.stalenessOf(page));
        await().until(ignored -> !path().startsWith("/login") || has(By.cssSelector("[id='login:messages'] li")));
        return this;
    }

    /** Logs in, and opens the page of a hub. */
    Browser openHub(Fleet.Hub made) {
        return openHub(made, "devices");
    }

    /** Logs in, and opens a part of the page of a hub. */
    Browser openHub(Fleet.Hub made, String tab) {
        logIn();
        awaitPath("/hubs");
        go("/hub?id=" + made.id() + "&tab=" + tab);
        awaitText(By.tagName("h1"), made.name());
        return this;
    }

    public WebElement shown(By by) {
        return await().until(ExpectedConditions.visibilityOfElementLocated(by));
    }

    WebElement shownId(String id) {
        return shown(By.id(id));
    }

    /** The text of an element, once it is shown. */
    String text(By by) {
        return await().until(ignored -> {
            WebElement element = driver.findElement(by);
            return element.isDisplayed() ? element.getText() : null;
        });
    }

    private boolean has(By by) {
        return driver.findElements(by).stream().anyMatch(WebElement::isDisplayed);
    }

    void awaitGone(By by) {
        await().until(ExpectedConditions.invisibilityOfElementLocated(by));
    }

    /** Waits until a text is nowhere in the page, shown or not. */
    void awaitForgotten(String text) {
        await().until(page -> !page.getPageSource().contains(text));
    }

    public void awaitPath(String regex) {
        await().until(ignored -> path().matches(regex));
    }

    void awaitText(By by, String text) {
        await().until(ExpectedConditions.textToBePresentInElementLocated(by, text));
    }

    /** Waits until an element says something else. */
    void awaitAnother(By by, String text) {
        await().until(ignored ->
                !Set.of(text, "").contains(driver.findElement(by).getText()));
    }

    void click(By by) {
        await().until(ignored -> {
            WebElement element = driver.findElement(by);
            if (!element.isEnabled()) {
                return false;
            }
            // Refused without effect where something else covers the element, or it has just been replaced.
            element.click();
            return true;
        });
    }

    void clickId(String id) {
        click(By.id(id));
    }

    /** Moves the focus by the Tab key alone until it is where it should be. */
    void tabTo(String selector) {
        for (int i = 0; i < MOST_TABS; i++) {
            if (isFocused(selector)) {
                return;
            }
            press(Keys.TAB);
        }
        throw new AssertionError("not reached by the Tab key: " + selector);
    }

    /** Waits until the focus is there by itself. */
    void awaitFocus(String selector) {
        await().until(ignored -> isFocused(selector));
    }

    /** Waits until the page waits for no answer. */
    void awaitAnswers() {
        await().until(ignored -> Boolean.TRUE.equals(driver.executeScript("return PrimeFaces.ajax.Queue.isEmpty();")));
    }

    private boolean isFocused(String selector) {
        return Boolean.TRUE.equals(
                driver.executeScript("return document.activeElement.matches(arguments[0]);", selector));
    }

    /** Presses keys, wherever the focus is. */
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Leaves the text in a field, and nothing else. */
    void type(String id, String text) {
        typeInto(By.id(id), text);
    }

    void typeInto(By by, String text) {
        await().until(ignored -> {
            WebElement field = driver.findElement(by);
            field.clear();
            field.sendKeys(text);
            return text.equals(field.getDomProperty("value"));
        });
    }

    /** Waits until a field has that in it, as what is chosen as a file has when it is read. */
    void awaitValue(String id, String value) {
        await().until(ignored -> value.equals(driver.findElement(By.id(id)).getDomProperty("value")));
    }

    /** Chooses what a list has under that name. */
    void choose(String id, String label) {
        await().until(ignored -> {
            new Select(driver.findElement(By.id(id))).selectByVisibleText(label);
            return true;
        });
    }

    /** Chooses what a list sends under that value. */
    void chooseValue(String id, String value) {
        await().until(ignored -> {
            new Select(driver.findElement(By.id(id))).selectByValue(value);
            return true;
        });
    }

    /** Presses the button of the dialog that asks whether one is sure. */
    void confirm() {
        click(By.cssSelector(".ui-confirm-dialog .ui-confirmdialog-yes"));
        awaitGone(By.cssSelector(".ui-confirm-dialog"));
    }

    /** Says yes to the question before something is done to devices. */
    void sure() {
        click(By.cssSelector("#sure[open] [value=yes]"));
        awaitGone(By.cssSelector("#sure[open]"));
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

    /** Keeps what is shown, for people; with {@code -Daxletree.docs=write} also in the place of the guide's picture of that name. */
    void picture(String name) {
        try {
            byte[] picture = driver.getScreenshotAs(OutputType.BYTES);
            String file = name + ".png";
            Files.write(Files.createDirectories(Path.of("target", "pictures")).resolve(file), picture);
            Path shown = Path.of("..", "docs", "guide", "pictures", file);
            if ("write".equals(System.getProperty("axletree.docs")) && Files.exists(shown)) {
                Files.write(shown, picture);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What cannot be done to an element now can be done in a moment: the page is between two states. */
    private WebDriverWait await() {
        WebDriverWait wait = new WebDriverWait(driver, PATIENCE, Duration.ofMillis(100));
        wait.ignoring(WebDriverException.class);
        return wait;
    }

    @Override
    public void close() {
        driver.quit();
    }
}
