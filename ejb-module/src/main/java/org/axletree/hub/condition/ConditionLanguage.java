package org.axletree.hub.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelReference;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.validator.CelValidator;
import dev.cel.validator.CelValidatorFactory;
import dev.cel.validator.validators.DurationLiteralValidator;
import dev.cel.validator.validators.RegexLiteralValidator;
import dev.cel.validator.validators.TimestampLiteralValidator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * CEL as conditions have it: what a message says of itself as variables, the standard functions, and bounds. An expression has
 * {@link Condition#LONGEST} characters, goes round {@link #MOST_ROUNDS} times in all, and puts no texts together where it goes
 * round; so the longest takes time in proportion to the payload that is looked into, and no more memory than that.
 */
final class ConditionLanguage {
    static final String JSON = "json";
    static final String DEVICE = "device";

    private static final int MOST_ROUNDS = 500;
    private static final int MOST_SUMS = 16;
    private static final int DEEPEST = 40;
    private static final int MOST_OF_A_PROBLEM = 200;
    private static final Set<String> DEVICE_FIELDS = Set.of("id", "name");
    private static final Set<String> TEXT_SUMS = Set.of("add_string", "add_bytes");
    private static final String SUM = "_+_";

    /** Whole numbers and others compare with one another, as those of JSON do. */
    private static final Map<String, String> COMPARISONS =
            Map.of("_<_", "less", "_<=_", "less_equals", "_>_", "greater", "_>=_", "greater_equals");

    private static final CelOptions OPTIONS = CelOptions.current()
            .comprehensionMaxIterations(MOST_ROUNDS)
            .maxExpressionCodePointSize(Condition.LONGEST)
            .maxParseRecursionDepth(DEEPEST)
            .enableHeterogeneousNumericComparisons(true)
            .build();

    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("topic", SimpleType.STRING)
            .addVar("levels", ListType.create(SimpleType.STRING))
            .addVar(DEVICE, MapType.create(SimpleType.STRING, SimpleType.STRING))
            .addVar("qos", SimpleType.INT)
            .addVar("retain", SimpleType.BOOL)
            .addVar("size", SimpleType.INT)
            .addVar(JSON, SimpleType.DYN)
            .addVar("properties", MapType.create(SimpleType.STRING, SimpleType.STRING))
            .build();

    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();

    private static final CelValidator VALIDATOR = CelValidatorFactory.standardCelValidatorBuilder(COMPILER, RUNTIME)
            .addAstValidators(
                    RegexLiteralValidator.INSTANCE,
                    TimestampLiteralValidator.INSTANCE,
                    DurationLiteralValidator.INSTANCE)
            .build();

    private ConditionLanguage() {}

    static CelAbstractSyntaxTree compile(String text) throws WrongConditionException {
        if (text.length() > Condition.LONGEST) {
            throw new WrongConditionException(
                    text.length() + " characters (expected: at most " + Condition.LONGEST + ")");
        }
        CelAbstractSyntaxTree tree;
        try {
            tree = COMPILER.compile(text).getAst();
            CelValidationResult validation = VALIDATOR.validate(tree);
            if (validation.hasError()) {
                throw wrong(validation.getErrors());
            }
        } catch (CelValidationException e) {
            throw wrong(e.getErrors());
        } catch (RuntimeException | StackOverflowError beyond) { // what the parser cannot cope with
            throw new WrongConditionException("is an expression beyond what is read here (expected: a simpler one)");
        }
        requireBoolean(tree);
        requireBounds(tree);
        return widened(tree);
    }

    private static WrongConditionException wrong(List<CelIssue> issues) {
        CelIssue first = issues.get(0);
        String what = first.getMessage()
                .replace(" (in container '')", "")
                .replace("'<EOF>'", "its end")
                .replaceAll(" expecting \\{.*", "")
                .replaceAll("\\s+", " ");
        String shown = what.length() <= MOST_OF_A_PROBLEM ? what : what.substring(0, MOST_OF_A_PROBLEM - 1) + "…";
        int line = Math.max(1, first.getSourceLocation().getLine());
        int column = Math.max(0, first.getSourceLocation().getColumn()) + 1;
        return new WrongConditionException((line > 1 ? "line " + line + ", " : "") + "character " + column + ": "
                + shown + " (expected: an expression in CEL, as json.temperature > 30.0 && levels[0] == 'plant')");
    }

    private static void requireBoolean(CelAbstractSyntaxTree tree) throws WrongConditionException {
        String type = tree.getResultType().name();
        if (!tree.getResultType().equals(SimpleType.BOOL)
                && !tree.getResultType().equals(SimpleType.DYN)) {
            throw new WrongConditionException("is of the type " + type + " (expected: bool, true or false)");
        }
    }

    private static void requireBounds(CelAbstractSyntaxTree tree) throws WrongConditionException {
        int sums = 0;
        for (CelNavigableExpr node : nodes(tree)) {
            if (isOfDevice(node.expr())
                    && !DEVICE_FIELDS.contains(node.expr().select().field())) {
                throw new WrongConditionException(
                        "device." + node.expr().select().field() + " (expected: device.id or device.name)");
            }
            if (node.getKind() == CelExpr.ExprKind.Kind.CALL
                    && node.expr().call().function().equals(SUM)
                    && mayJoinTexts(tree, node)) {
                if (isInARound(node)) {
                    throw new WrongConditionException(
                            "puts texts together for each element of a list (expected: + with numbers there)");
                }
                sums++;
            }
        }
        if (sums > MOST_SUMS) {
            throw new WrongConditionException(
                    "puts texts together " + sums + " times (expected: at most " + MOST_SUMS + ")");
        }
    }

    private static boolean isOfDevice(CelExpr expression) {
        return expression.exprKind().getKind() == CelExpr.ExprKind.Kind.SELECT
                && expression.select().operand().exprKind().getKind() == CelExpr.ExprKind.Kind.IDENT
                && expression.select().operand().ident().name().equals(DEVICE);
    }

    private static boolean mayJoinTexts(CelAbstractSyntaxTree tree, CelNavigableExpr sum) {
        return tree.getReference(sum.id())
                .map(reference -> reference.overloadIds().stream().anyMatch(TEXT_SUMS::contains))
                .orElse(true);
    }

    private static boolean isInARound(CelNavigableExpr node) {
        return node.parent()
                .map(parent -> parent.getKind() == CelExpr.ExprKind.Kind.COMPREHENSION || isInARound(parent))
                .orElse(false);
    }

    private static List<CelNavigableExpr> nodes(CelAbstractSyntaxTree tree) {
        return CelNavigableAst.fromAst(tree).getRoot().allNodes().collect(Collectors.toList());
    }

    /**
     * The checker binds {@code json['t'] > 30} to whole numbers, since one side is one and the other could be. What JSON has is
     * known when there is some: all comparisons of numbers are open to it.
     */
    private static CelAbstractSyntaxTree widened(CelAbstractSyntaxTree tree) {
        Map<Long, CelReference> references = new HashMap<>(tree.getReferenceMap());
        for (CelNavigableExpr node : nodes(tree)) {
            if (node.getKind() != CelExpr.ExprKind.Kind.CALL) {
                continue;
            }
            String comparison = COMPARISONS.get(node.expr().call().function());
            CelReference bound = references.get(node.id());
            if (comparison != null
                    && bound != null
                    && bound.overloadIds().stream().allMatch(id -> id.matches(comparison + "_(int64|double)"))) {
                references.put(
                        node.id(),
                        CelReference.newBuilder()
                                .addOverloadIds(
                                        comparison + "_int64",
                                        comparison + "_double",
                                        comparison + "_int64_double",
                                        comparison + "_double_int64")
                                .build());
            }
        }
        return CelAbstractSyntaxTree.newCheckedAst(tree.getExpr(), tree.getSource(), references, tree.getTypeMap());
    }

    static CelRuntime.Program program(CelAbstractSyntaxTree tree) throws WrongConditionException {
        try {
            return RUNTIME.createProgram(tree);
        } catch (CelEvaluationException e) {
            throw new WrongConditionException(e.getMessage());
        }
    }

    static boolean asksForJson(CelAbstractSyntaxTree tree) {
        return nodes(tree).stream()
                .anyMatch(node -> node.getKind() == CelExpr.ExprKind.Kind.IDENT
                        && node.expr().ident().name().equals(JSON));
    }
}
