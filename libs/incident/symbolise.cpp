#include <cxxabi.h>
#include <dwarf.h>
#include <elfutils/libdw.h>
#include <elfutils/libdwfl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <mutex>

#include "incident/stack_trace.h"

namespace trainingzip::incident {

namespace {

struct DwflDeleter {
    void operator()(Dwfl* dwfl) const { dwfl_end(dwfl); }
};
using DwflHandle = std::unique_ptr<Dwfl, DwflDeleter>;

// libdw keeps this structure for as long as the Dwfl lives.
struct Symbols {
    char* debug_info_path = nullptr;
    Dwfl_Callbacks callbacks{};
    DwflHandle dwfl;

    Symbols() {
        callbacks.find_elf = dwfl_linux_proc_find_elf;
        callbacks.find_debuginfo = dwfl_standard_find_debuginfo;
        callbacks.debuginfo_path = &debug_info_path;
        dwfl.reset(dwfl_begin(&callbacks));
    }
};

std::string demangled(const char* name) {
    int status = 0;
    const std::unique_ptr<char, decltype(&std::free)> text(
        abi::__cxa_demangle(name, nullptr, nullptr, &status), &std::free);
    return status == 0 ? text.get() : name;
}

std::string function_of(Dwarf_Die* die) {
    Dwarf_Attribute attribute;
    for (const unsigned kind : {DW_AT_linkage_name, DW_AT_MIPS_linkage_name}) {
        const char* name = dwarf_formstring(dwarf_attr_integrate(die, kind, &attribute));
        if (name != nullptr) return demangled(name);
    }
    const char* name = dwarf_diename(die);
    return name != nullptr ? name : "?";
}

// The functions that the compiler has put into one another at this address, innermost first.
void add_inlined(Dwfl_Module* module, Dwarf_Addr address, std::string file, int line,
                 std::vector<Frame>& frames) {
    Dwarf_Addr bias = 0;
    Dwarf_Die* unit = dwfl_module_addrdie(module, address, &bias);
    Dwarf_Die* found = nullptr;
    const int count = unit != nullptr ? dwarf_getscopes(unit, address - bias, &found) : 0;
    const std::unique_ptr<Dwarf_Die, decltype(&std::free)> scopes(found, &std::free);
    for (int i = 0; i < count; ++i) {
        Dwarf_Die* die = scopes.get() + i;
        const int tag = dwarf_tag(die);
        if (tag != DW_TAG_inlined_subroutine && tag != DW_TAG_subprogram) continue;
        frames.push_back({function_of(die), file, line});
        if (tag == DW_TAG_subprogram) return;
        Dwarf_Attribute attribute;
        Dwarf_Word value = 0;
        line = dwarf_formudata(dwarf_attr(die, DW_AT_call_line, &attribute), &value) == 0
                   ? static_cast<int>(value)
                   : 0;
        Dwarf_Files* files = nullptr;
        Dwarf_Die unit_of_die;
        file.clear();
        if (dwarf_formudata(dwarf_attr(die, DW_AT_call_file, &attribute), &value) == 0 &&
            dwarf_diecu(die, &unit_of_die, nullptr, nullptr) != nullptr &&
            dwarf_getsrcfiles(&unit_of_die, &files, nullptr) == 0) {
            const char* name = dwarf_filesrc(files, value, nullptr, nullptr);
            if (name != nullptr) file = name;
        }
    }
}

void add_frames(Dwfl* dwfl, std::uintptr_t return_address, std::vector<Frame>& frames) {
    // A return address may already belong to the next line or even the next function.
    const Dwarf_Addr address = return_address - 1;
    Dwfl_Module* module = dwfl_addrmodule(dwfl, address);
    if (module == nullptr) {
        frames.push_back({"?", "", 0});
        return;
    }
    std::string file;
    int line = 0;
    if (Dwfl_Line* source = dwfl_module_getsrc(module, address)) {
        if (const char* name = dwfl_lineinfo(source, nullptr, &line, nullptr, nullptr, nullptr)) file = name;
    }
    const std::size_t before = frames.size();
    add_inlined(module, address, file, line, frames);
    if (frames.size() > before) return;
    const char* symbol = dwfl_module_addrname(module, address);
    frames.push_back({symbol != nullptr ? demangled(symbol) : "?", file, line});
}

struct StreamCloser {
    // The pointer that calls this owns the stream.
    void operator()(std::FILE* stream) const {
        std::fclose(stream);  // NOLINT(cppcoreguidelines-owning-memory)
    }
};

std::vector<Frame> describe_with(Dwfl* dwfl, const StackTrace& trace) {
    std::vector<Frame> frames;
    for (std::size_t i = 0; i < trace.depth; ++i) add_frames(dwfl, trace.addresses[i], frames);
    return frames;
}

}  // namespace

std::vector<Frame> describe(const StackTrace& trace) {
    const Symbols symbols;
    if (!symbols.dwfl || dwfl_linux_proc_report(symbols.dwfl.get(), getpid()) != 0 ||
        dwfl_report_end(symbols.dwfl.get(), nullptr, nullptr) != 0)
        return {};
    return describe_with(symbols.dwfl.get(), trace);
}

std::vector<Frame> describe(const StackTrace& trace, const std::string& memory_map) {
    const Symbols symbols;
    const std::unique_ptr<std::FILE, StreamCloser> stream(
        fmemopen(const_cast<char*>(memory_map.data()), memory_map.size(), "r"));
    if (!symbols.dwfl || !stream || dwfl_linux_proc_maps_report(symbols.dwfl.get(), stream.get()) != 0 ||
        dwfl_report_end(symbols.dwfl.get(), nullptr, nullptr) != 0)
        return {};
    return describe_with(symbols.dwfl.get(), trace);
}

std::string to_text(const std::vector<Frame>& frames) {
    std::string text;
    for (std::size_t i = 0; i < frames.size(); ++i) {
        text += fmt::format("#{} {}", i, frames[i].function);
        if (!frames[i].file.empty()) text += fmt::format(" at {}:{}", frames[i].file, frames[i].line);
        text += '\n';
    }
    return text;
}

}  // namespace trainingzip::incident
