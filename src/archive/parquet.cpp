#include "archive/parquet.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>

#include "store/table_reader.h"

namespace dragoman::archive {
namespace {

class ParquetReader final : public Reader {
public:
    ParquetReader(int descriptor, std::uintmax_t size, std::unique_ptr<Stream> stream, std::string where,
                  const Limits& limits, const story::Mapping& mapping, bool named, Budget& budget)
        : descriptor_(descriptor),
          size_(size),
          stream_(std::move(stream)),
          where_(std::move(where)),
          limits_(limits),
          mapping_(mapping),
          named_(named),
          budget_(budget) {}
    ~ParquetReader() override {
        table_.reset();  // before what it reads from
        if (descriptor_ >= 0) close(descriptor_);
    }

    std::optional<Item> next() override {
        if (ended_) return {};
        if (!table_)
            if (auto problem = open()) {
                ended_ = true;
                return problem;
            }
        auto row = table_->next();
        if (row && !*row) {
            ended_ = true;
            return {};
        }
        ++row_;
        budget_.read =
            std::max(budget_.read, static_cast<std::uint64_t>(static_cast<double>(size_) * static_cast<double>(row_) /
                                                              static_cast<double>(std::max(rows_, row_))));
        Document document{.context = {.where = where_ + ":" + std::to_string(row_)}, .json_line = true, .named = true};
        if (!row) {
            ended_ = true;
            document.error = Error{row.error().what, document.context.where, ""};
        } else if ((*row)->size() > limits_.document) {
            document.error =
                Error{"is larger than " + std::to_string(limits_.document) + " bytes", document.context.where, ""};
        } else {
            document.bytes = std::move(**row);
        }
        return document;
    }

private:
    std::optional<Item> open() {
        Document document{.context = {.where = where_}};
        if (descriptor_ < 0)
            if (std::string why = hold(); !why.empty()) {
                document.error = Error{std::move(why), where_, ""};
                return document;
            }
        auto table = store::TableReader::open_parquet(descriptor_, where_);
        if (!table) {
            document.error = table.error();
            return document;
        }
        auto columns = mapping_.columns(table->columns(), where_);
        if (!columns && !named_) {
            document.passed_over = "table without a text";
            return document;
        }
        const Status ready = columns ? table->select(columns->wanted) : Status(columns.error());
        if (!ready) {
            document.error = ready.error();
            return document;
        }
        rows_ = table->rows();
        table_.emplace(std::move(*table));
        return {};
    }

    /// Copies the stream into memory that has a descriptor; says why it cannot.
    std::string hold() {
        std::string_view bytes = stream_->peek(limits_.document + 1);
        if (stream_->gap()) return stream_->gap()->reason;
        if (bytes.size() > limits_.document)
            return "is larger than " + std::to_string(limits_.document) +
                   " bytes: a Parquet file inside an archive or from standard input is held in memory";
        descriptor_ = memfd_create("parquet", MFD_CLOEXEC);
        if (descriptor_ < 0) return "no memory to hold it";
        while (!bytes.empty()) {
            const ssize_t count = write(descriptor_, bytes.data(), bytes.size());
            if (count <= 0) return "no memory to hold it";
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
        stream_.reset();
        return {};
    }

    int descriptor_;
    const std::uintmax_t size_;
    std::unique_ptr<Stream> stream_;
    const std::string where_;
    const Limits limits_;
    const story::Mapping& mapping_;
    const bool named_;
    Budget& budget_;
    std::optional<store::TableReader> table_;
    std::uint64_t row_ = 0, rows_ = 0;
    bool ended_ = false;
};

}  // namespace

std::unique_ptr<Reader> parquet_reader(int descriptor, std::uintmax_t size, std::unique_ptr<Stream> stream,
                                       std::string where, const Limits& limits, const story::Mapping& mapping,
                                       bool named, Budget& budget) {
    return std::make_unique<ParquetReader>(descriptor, size, std::move(stream), std::move(where), limits, mapping,
                                           named, budget);
}

}  // namespace dragoman::archive
