// A table as Arrow arrays, which pyarrow, pandas, polars, DuckDB and others take without copying.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "store/arrow/abi.h"

namespace dragoman::store {

/// Batches of rows of one schema. Copies share the rows; what is handed out lives on after the table.
class ArrowTable {
public:
    /// Both are moved from: their `release` is null afterwards.
    explicit ArrowTable(ArrowSchema&& schema);
    void add(ArrowArray&& batch);

    /// As often as asked; `out` is the caller's to release.
    void schema(ArrowSchema* out) const;
    void stream(ArrowArrayStream* out) const;

    /// An array over the buffers of `from`, which `held` keeps.
    static void share(const ArrowArray& from, const std::shared_ptr<const void>& held, ArrowArray* out);

    std::int64_t rows() const;
    std::vector<std::string> columns() const;

private:
    struct Held;
    std::shared_ptr<Held> held_;
};

}  // namespace dragoman::store
