package org.axletree.web.console.route;

import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.axletree.core.topic.TopicFilter;
import org.axletree.hub.delivery.RouteTrials;
import org.axletree.hub.delivery.target.TargetTrial;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.route.DeliveryPolicy;
import org.axletree.hub.registry.route.NewRoute;
import org.axletree.hub.registry.route.Route;
import org.axletree.hub.registry.route.RouteConfiguration;
import org.axletree.hub.registry.route.RouteKind;
import org.axletree.hub.registry.route.RouteKinds;
import org.axletree.hub.registry.route.RoutePatch;
import org.axletree.hub.registry.route.RouteSelection;
import org.axletree.hub.registry.route.RouteService;
import org.axletree.web.console.Done;
import org.axletree.web.console.Problems;
import org.axletree.web.console.Region;
import org.axletree.web.console.Texts;
import org.axletree.web.console.Typed;
import org.axletree.web.console.hub.HubPage;
import org.primefaces.PrimeFaces;

/** The dialog that creates or changes a route, of whatever kind the hub has: its fields are those that the kind names. */
@Named
@ViewScoped
public class RouteForm implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String FORM = "newRoute";
    private static final String USUAL = "jms";

    @Inject
    private RouteService routes;

    @Inject
    private RouteTrials trials;

    @Inject
    private RouteKinds kinds;

    @Inject
    private HubPage hubPage;

    @Inject
    private RoutesPage page;

    private String id = "";
    private String kind = USUAL;
    private String name = "";
    private String topic = "";
    private String condition = "";
    private boolean fallback;
    private String schema = "";
    private String enrichment = "";
    private List<RouteField> fields;
    private String answer = "";
    private boolean answers;

    /** An empty form. */
    public void begin() {
        id = "";
        kind = USUAL;
        name = "";
        topic = "";
        condition = "";
        fallback = false;
        schema = "";
        enrichment = "";
        fields = null;
        answer = "";
    }

    /** The form of a route that there is. */
    public void edit() {
        answer = "";
        Route route = routes.get(Region.DEFAULT, RoutesPage.chosen());
        RouteKind of = kinds.find(route.kind()).orElseThrow();
        id = route.id();
        kind = route.kind();
        name = route.name();
        topic = route.topic().toString();
        condition = route.selection().condition();
        fallback = route.selection().fallback();
        schema = RouteContentText.schema(route.content());
        enrichment = RouteContentText.enrichment(route.content());
        fields = fieldsOf(of, of.shown(route.configuration()));
    }

    /** Another kind was chosen: other fields. */
    public void chooseKind() {
        fields = null;
        answer = "";
    }

    public void save() {
        Optional<Map<String, Object>> values = read();
        if (values.isEmpty()) {
            return;
        }
        try {
            requireTopic(whole(values.get()));
            write(values.get());
            Done.here("done.saved", "what", name);
            begin();
            if (page.getList().isEmpty()) { // with the first route, messages can be tried
                PrimeFaces.current().ajax().update("messageTries");
            }
            page.refresh();
        } catch (ProblemException refused) {
            show(refused);
        }
    }

    /** Whether the target answers as the form has it now; nothing is kept and no message sent. */
    public void tryTarget() {
        answer = "";
        Optional<Map<String, Object>> values = read();
        if (values.isEmpty()) {
            return;
        }
        try {
            Map<String, Object> all = whole(values.get());
            requireTopic(all);
            TargetTrial trial = trials.trialOf(asNew(all));
            answers = trial.problem().isEmpty();
            answer = trial.problem()
                    .map(why -> Texts.of("route.try.failed", "why", why))
                    .orElseGet(() -> trial.seen().isEmpty()
                            ? Texts.of("route.try.answers")
                            : Texts.of("route.try.seen", "seen", trial.seen()));
        } catch (ProblemException refused) {
            show(refused);
        }
    }

    /** What was given; empty where a field says what is wrong with it. */
    private Optional<Map<String, Object>> read() {
        Map<String, Object> values = new HashMap<>();
        getFields().forEach(field -> {
            Object value = field.read();
            if (value != null && !(isExisting() && field.isUntouched())) {
                values.put(field.getName(), value);
            }
        });
        if (getFields().stream().anyMatch(field -> !field.getProblem().isEmpty())) {
            FacesContext.getCurrentInstance().validationFailed();
            return Optional.empty();
        }
        return Optional.of(values);
    }

    /** What is wrong with the topic filter is said together with what is wrong with all else. */
    private void requireTopic(Map<String, Object> values) {
        Optional<String> problem = TopicFilter.problemWith(topic);
        if (problem.isEmpty()) {
            return;
        }
        List<Problem.ArgumentProblem> all = new ArrayList<>();
        all.add(new Problem.ArgumentProblem("topic", "format", problem.get()));
        try {
            trials.check(withTopic(TopicFilter.of("#"), values));
        } catch (ProblemException others) {
            if (others.problem() instanceof Problem.InvalidArguments invalid) {
                all.addAll(invalid.details());
            }
        }
        throw new ProblemException(new Problem.InvalidArguments(all));
    }

    /** Where there is a route already, what was not typed anew is what it has. */
    private Map<String, Object> whole(Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>();
        if (isExisting()) {
            all.putAll(routes.get(Region.DEFAULT, id).configuration().values());
        }
        all.putAll(values);
        return all;
    }

    private NewRoute asNew(Map<String, Object> values) {
        return withTopic(TopicFilter.of(topic), values);
    }

    private NewRoute withTopic(TopicFilter filter, Map<String, Object> values) {
        return new NewRoute(
                Region.DEFAULT,
                hubPage.getId(),
                name,
                filter,
                new RouteSelection(condition, fallback),
                RouteContentText.read(schema, enrichment),
                new RouteConfiguration(kind, values),
                DeliveryPolicy.STANDARD);
    }

    private void write(Map<String, Object> values) {
        if (isExisting()) {
            routes.update(
                    Region.DEFAULT,
                    id,
                    new RoutePatch(
                            Optional.of(name),
                            Optional.of(TopicFilter.of(topic)),
                            before -> new RouteSelection(condition, fallback),
                            before -> RouteContentText.read(schema, enrichment),
                            Optional.of(kind),
                            values,
                            UnaryOperator.identity()));
        } else {
            routes.create(asNew(values));
        }
    }

    /** What is wrong with a field of the kind stands with it; all else where the form has a place for it. */
    private void show(ProblemException refused) {
        if (refused.problem() instanceof Problem.InvalidArguments invalid) {
            List<Problem.ArgumentProblem> others = new ArrayList<>();
            for (Problem.ArgumentProblem detail : invalid.details()) {
                String last =
                        detail.argumentName().substring(detail.argumentName().lastIndexOf('.') + 1);
                Optional<RouteField> field = detail.argumentName().contains(".")
                        ? getFields().stream()
                                .filter(each -> each.getName().equals(last))
                                .findFirst()
                        : Optional.empty();
                field.ifPresentOrElse(found -> found.setProblem(Problems.sentence(detail)), () -> others.add(detail));
            }
            FacesContext.getCurrentInstance().validationFailed();
            if (!others.isEmpty()) {
                Problems.show(new ProblemException(new Problem.InvalidArguments(others)), FORM);
            }
        } else {
            Problems.show(refused, FORM);
        }
    }

    public List<RouteField> getFields() {
        if (fields == null) {
            fields = kinds.find(kind).map(of -> fieldsOf(of, Map.of())).orElse(List.of());
        }
        return fields;
    }

    private static List<RouteField> fieldsOf(RouteKind kind, Map<String, Object> values) {
        Set<String> missing = kind.problems(new RouteConfiguration(kind.kind(), Map.of())).stream()
                .map(Problem.ArgumentProblem::argumentName)
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .collect(Collectors.toSet());
        return kind.fields().stream()
                .map(field ->
                        new RouteField(kind.kind(), field, values.get(field.name()), !missing.contains(field.name())))
                .toList();
    }

    public List<String> getKinds() {
        return kinds.all().stream().map(RouteKind::kind).sorted().toList();
    }

    public boolean isExisting() {
        return !id.isEmpty();
    }

    /** What came of the last try of the target, in words; empty before. */
    public String getAnswer() {
        return answer;
    }

    public boolean isAnswers() {
        return answers;
    }

    public String getKind() {
        return kind;
    }

    public void setKind(String kind) {
        this.kind = kind == null ? USUAL : kind;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = Typed.stripped(name);
    }

    public String getCondition() {
        return condition;
    }

    public void setCondition(String condition) {
        this.condition = Typed.stripped(condition);
    }

    public boolean isFallback() {
        return fallback;
    }

    public void setFallback(boolean fallback) {
        this.fallback = fallback;
    }

    public String getSchema() {
        return schema;
    }

    public void setSchema(String schema) {
        this.schema = Typed.stripped(schema);
    }

    public String getEnrichment() {
        return enrichment;
    }

    public void setEnrichment(String enrichment) {
        this.enrichment = Typed.stripped(enrichment);
    }

    public String getTopic() {
        return topic;
    }

    public void setTopic(String topic) {
        this.topic = topic == null ? "" : topic;
    }
}
