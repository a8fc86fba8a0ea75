package org.axletree.verification.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;

/** A library that stays in one room, so that replacing it is one room's work. */
record Fence(String library, String room, String because) {

    ArchRule rule() {
        return noClasses()
                .that()
                .resideInAPackage("org.axletree..")
                .and()
                .resideOutsideOfPackages(room.split(" "))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library.split(" "))
                .because(because);
    }
}
