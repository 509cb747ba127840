package dev.parley.core.revision;

import dev.parley.core.spi.Extensions;
import dev.parley.core.write.Write;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Merges a branch into main. It walks what the branch itself has touched and looks up the same documents on main, so its cost follows
 * the change and not the size of the agent.
 */
@Singleton
public class Merges {

    private final Changes changes;
    private final EntryStore entries;
    private final Extensions extensions;

    Merges(Changes changes, EntryStore entries, Extensions extensions) {
        this.changes = changes;
        this.entries = entries;
        this.extensions = extensions;
    }

    /**
     * Merges a branch into the one it was forked from, which must be main, as one step of main's sequence, and closes it. Main is
     * locked before the branch.
     *
     * @param main the branch that is merged into: the side "ours"
     * @param branch the branch that is merged: the side "theirs"
     * @param resolutions decisions about conflicts; those that fit none are ignored
     * @return main's sequence after the merge
     * @throws MergeConflictException when conflicts are undecided or the merged content would break a rule
     * @throws dev.parley.core.error.ApiException 404 when the branch is gone by now
     * @throws IllegalArgumentException when the branch was not forked from main
     */
    public long merge(Write write, Branch main, Branch branch, List<Resolution> resolutions) {
        if (!main.isMain() || branch.view().levels().size() != 2 || branch.spaceId() != main.spaceId()) {
            throw new IllegalArgumentException("Only a branch of main can be merged, and only into main");
        }
        return changes.in(write, main, "branch.merge", branch.publicId(), change -> {
            HeldBranch held = changes.hold(write, branch);
            new Merge(entries, changes, extensions, change, main, branch, resolutions).run();
            changes.close(branch, Changes.Ending.MERGED, held.at());
            return change.sequence();
        });
    }
}
