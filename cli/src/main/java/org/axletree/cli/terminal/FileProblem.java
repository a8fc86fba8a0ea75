package org.axletree.cli.terminal;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Why a file cannot be read or written, in a sentence that names the file and the cause. */
public final class FileProblem {
    private FileProblem() {}

    /** @param expected what would be right */
    public static Failure unreadable(Path file, IOException problem, String expected) {
        return Failure.usage(
                "the file " + file + " cannot be read: " + cause(file, problem) + " (expected: " + expected + ")");
    }

    /** @param what is written, as {@code the report} */
    public static Failure unwritable(String what, Path file, IOException problem) {
        Path directory = file.toAbsolutePath().getParent();
        String cause = directory == null || Files.isDirectory(directory)
                ? cause(file, problem)
                : directory + (Files.exists(directory) ? " is no directory" : " is not there");
        return Failure.failed(what + " cannot be written to " + file + ": " + cause);
    }

    /** The cause alone. */
    public static String cause(Path file, IOException problem) {
        if (Files.isDirectory(file)) {
            return "it is a directory";
        }
        if (problem instanceof AccessDeniedException) {
            return "this user may not";
        }
        if (problem instanceof CharacterCodingException) {
            return "it is no text in UTF-8";
        }
        if (problem instanceof NotDirectoryException || problem instanceof FileAlreadyExistsException) {
            return "it is no directory";
        }
        if (problem instanceof NoSuchFileException) {
            return "it is not there";
        }
        if (problem instanceof FileSystemException named && named.getReason() != null) {
            return named.getReason();
        }
        return problem instanceof EOFException ? "it is cut short" : problem.getMessage();
    }
}
