#include "ingest/forget.h"

#include "ingest/copies.h"

namespace dragoman::ingest {

Result<Forgotten> forget(store::Store& store, const std::vector<std::string>& ids, const std::string& day,
                         const std::string& reason) {
    Forgotten done;
    store::Forgetting forgetting{.stories = {}, .day = day, .reason = reason, .copies = {}, .originals = {}};
    for (const std::string& id : ids) (store.holds(id) ? forgetting.stories : done.unknown).push_back(id);
    if (forgetting.stories.empty()) return done;
    Copies copies;
    if (Status loaded = copies.load(store); !loaded) return loaded.error();
    for (const std::string& id : forgetting.stories) copies.drop(id);
    auto changes = copies.changes();
    forgetting.copies = std::move(changes.copies);
    forgetting.originals = std::move(changes.originals);
    done.linked = static_cast<int>(forgetting.copies.size() + forgetting.originals.size());
    if (Status forgotten = store.forget(forgetting); !forgotten) return forgotten.error();
    done.stories = static_cast<int>(forgetting.stories.size());
    return done;
}

}  // namespace dragoman::ingest
