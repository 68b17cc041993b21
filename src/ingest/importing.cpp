#include "ingest/importing.h"

#include "ingest/copies.h"
#include "ingest/signature.h"

namespace dragoman::ingest {

Result<store::Imported> import_data_set(store::Store& store, const std::string& folder) {
    Copies copies;
    if (Status loaded = copies.load(store); !loaded) return loaded.error();
    const auto signature = [&](const std::string& id, const std::string& published, const std::string& source,
                               const std::string& text) {
        Signature made = signature_of(text);
        copies.put(id, published, source, made);
        return store::Importing::Marks{std::move(made.runs), std::move(made.slots)};
    };
    const auto changes = [&] {
        Copies::Changes changed = copies.changes();
        return store::Importing::Changes{std::move(changed.copies), std::move(changed.originals)};
    };
    return store.import(folder, {signature, changes});
}

}  // namespace dragoman::ingest
