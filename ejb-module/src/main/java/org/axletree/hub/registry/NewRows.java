package org.axletree.hub.registry;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Many rows that are new, inserted past the entity manager, which takes longer over a row than the database does. The annotations of a
 * row say what of it is kept, as they do to the entity manager. The rows do not tell the audit log of themselves: whoever inserts them
 * leaves an {@link AuditedDeed} for all of them.
 */
public final class NewRows {
    private static final Map<Class<?>, Layout> LAYOUTS = new ConcurrentHashMap<>();

    private final Map<Class<?>, List<Object>> rows = new LinkedHashMap<>();

    /** Rows of a table are inserted in the order in which they are added, and tables in the order of their first rows. */
    public void add(Object row) {
        rows.computeIfAbsent(row.getClass(), none -> new ArrayList<>()).add(row);
    }

    /** In the transaction of the entity manager, after what that was given before. */
    public void insert(EntityManager entities) {
        entities.flush();
        rows.forEach((kind, all) ->
                insert(entities.unwrap(Connection.class), LAYOUTS.computeIfAbsent(kind, Layout::of), all));
    }

    private static void insert(Connection connection, Layout layout, List<Object> rows) {
        try (PreparedStatement insert = connection.prepareStatement(layout.statement())) {
            for (Object row : rows) {
                int place = 1;
                for (Kept each : layout.kept()) {
                    insert.setObject(place++, each.valueOf(row));
                }
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new PersistenceException("rows could not be inserted", e);
        }
    }

    /** What of the rows of a table is kept. */
    private record Layout(String statement, List<Kept> kept) {
        static Layout of(Class<?> kind) {
            List<Kept> kept = new ArrayList<>();
            for (Class<?> each = kind; each != Object.class; each = each.getSuperclass()) {
                for (Field field : each.getDeclaredFields()) {
                    Column column = field.getAnnotation(Column.class);
                    if (!Modifier.isStatic(field.getModifiers())
                            && !field.isAnnotationPresent(Transient.class)
                            && (column == null || column.insertable())) {
                        kept.add(Kept.of(field));
                    }
                }
            }
            return new Layout(
                    "insert into " + kind.getAnnotation(Table.class).name() + " ("
                            + kept.stream().map(Kept::column).collect(Collectors.joining(", ")) + ") values ("
                            + kept.stream().map(each -> "?").collect(Collectors.joining(", ")) + ")",
                    kept);
        }
    }

    /** A field of a row. */
    private record Kept(String column, Field field, boolean isVersion, AttributeConverter<Object, ?> converter) {
        /** What the entity manager begins with. */
        private static final int FIRST_VERSION = 1;

        static Kept of(Field field) {
            field.setAccessible(true);
            Column column = field.getAnnotation(Column.class);
            Convert convert = field.getAnnotation(Convert.class);
            return new Kept(
                    column == null || column.name().isEmpty() ? field.getName() : column.name(),
                    field,
                    field.isAnnotationPresent(Version.class),
                    convert == null ? null : converter(convert));
        }

        @SuppressWarnings("unchecked")
        private static AttributeConverter<Object, ?> converter(Convert convert) {
            try {
                Constructor<?> constructor = convert.converter().getConstructor();
                return (AttributeConverter<Object, ?>) constructor.newInstance();
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(convert.converter() + " cannot be made", e);
            }
        }

        Object valueOf(Object row) {
            if (isVersion) {
                return FIRST_VERSION;
            }
            try {
                Object value = field.get(row);
                if (converter != null) {
                    return converter.convertToDatabaseColumn(value);
                }
                return value instanceof Enum<?> word ? word.name() : value;
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(field + " cannot be read", e);
            }
        }
    }
}
