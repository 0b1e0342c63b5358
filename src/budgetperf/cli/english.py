"""What the command line says, in English: every sentence by the Chinese one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

__all__ = ["ENGLISH"]

ENGLISH: Final[Mapping[str, str]] = {
    # Punctuation that joins what is said.
    "、": ", ",
    "：": ": ",
    "；": "; ",
    "。": ".",
    # The page of help.
    "用法：": "Usage: ",
    "选项：": "Options:",
    "命令：": "Commands:",
    "[选项]": "[OPTIONS]",
    "命令 [参数]…": "COMMAND [ARGS]…",
    "显示说明并退出": "show this page and exit",
    "显示版本并退出": "show the version and exit",
    "文件": "FILE",
    "文件…": "FILE…",
    "[文件]…": "[FILE]…",
    "文件夹": "FOLDER",
    "名称|文件": "NAME|PATH",
    "[名称|文件]…": "[NAME|PATH]…",
    "输入…": "INPUT…",
    "输入… 输出": "IN… OUT",
    "输出": "OUT",
    "表": "FORM",
    "年": "YEAR",
    "数": "NUMBER",
    "代码|规则集/名称": "CODE|RULEBOOK/NAME",
    # What was wrong with a call.
    "错误：{message}": "Error: {message}",
    "查看说明：{command} --help": "For help: {command} --help",
    "没有命令“{name}”{close}可用的有：{known}": "no command {name!r}{close} There are: {known}",
    "没有选项 {name}{close}": "no option {name}{close}",
    "没有“{value}”{close}可以是：{known}": "no {value!r}{close} It may be: {known}",
    "；是否指 {word}？": "; did you mean {word}?",
    "可以是：{known}": "it may be: {known}",
    "缺少命令": "a command is missing",
    "缺少参数 {name}": "the argument {name} is missing",
    "缺少选项 {name}": "the option {name} is missing",
    "多余的参数：{rest}": "more arguments than there should be: {rest}",
    "选项 {name} 不带值": "the option {name} takes no value",
    "选项 {name} 后面应有一个值": "the option {name} needs a value",
    "应为 {least} 至 {most} 的整数，不是“{value}”": "a whole number from {least} to {most} is wanted, not {value!r}",
    "应为不小于 {least} 的整数，不是“{value}”": "a whole number of at least {least} is wanted, not {value!r}",
    "“{value}”是一个文件夹，应为文件名": "{value!r} is a folder; give the name of a file",
    "“{value}”是一个文件，应为文件夹": "{value!r} is a file; give a folder",
    "环境变量 {name} 应为 zh 或 en，不是“{value}”": "the environment variable {name} must be zh or en, not {value!r}",
    "已中断": "broken off",
    "应给出至少一个输入文件和一个输出文件": "give at least one input and one output: IN… OUT",
    "{output} 已用作输入或另一个输出，请换一个文件名": "{output} is an input, or another output; give it another name",
    "--previous 应为 {wanted} 年度的申报材料，所给的是 {last} 年度的": (
        "--previous must be the filing of {wanted}, this one is of {last}"
    ),
    "复核结果可写成文字、JSON、网页或加了批注的材料，不能把 {form} 写成 {output}": (
        "a review is written as text, JSON, HTML or an annotated filing; its {form} is not written as {output}"
    ),
    # The options that several commands have.
    "全部输出的语言；默认 zh，或环境变量 BUDGETPERF_LANG 所定": (
        "language of all output; zh unless the environment variable BUDGETPERF_LANG says en"
    ),
    "规则集：随附的名称，或一个 YAML 文件；默认按年度和权重选用": (
        "the rulebook: a name that ships, or a YAML file; else the one that fits the year and the weights"
    ),
    "不输出，只用退出码": "print nothing, only set the exit status",
    # The commands.
    "预算绩效自评复核：重算得分，核对勾稽关系。\nIn English: budgetperf --lang en --help, or set BUDGETPERF_LANG=en.": (
        "Review budget performance self-evaluations: recompute scores, reconcile figures.\n"
        "中文说明：budgetperf --lang zh --help"
    ),
    "复核一份申报材料（可由多个文件组成）。": "Review one filing, in one or several files.",
    "给出的全部文件是一份申报材料，文件夹即其中的文件。\n\n退出码：0 没有错误；1 有错误；2 无法复核": (
        "All files are one filing; a folder counts as the files in it.\n\n"
        "Exit status: 0 no error; 1 errors found; 2 cannot be reviewed"
    ),
    "上年度的申报材料，可多次给出": "last year's filing; may be given more than once",
    "默认 text；-o 写成 .html 的为 html": "text, unless the output ends in .html",
    "写入文件；.docx、.xlsx 为加了批注的申报材料": "write to this file; .docx, .xlsx: the filing, annotated",
    "整改台账，.xlsx 或 .docx": "the list of what is to be put right, .xlsx or .docx",
    "文字输出的颜色；默认 auto：仅终端上有，且不违背 NO_COLOR": (
        "colours of the text; auto: on a terminal only, and not against NO_COLOR"
    ),
    "{output}：{count} 条意见已批注在申报材料上": "{output}: the filing, annotated with {count} findings",
    "，{count} 处内容官方表格里没有地方写，列在标题的批注里": (
        "; {count} things that no form has a cell for are noted at the titles"
    ),
    "转换格式，或填写官方表格。": "Write a filing as another kind of file, or into the official forms.",
    "可读 Word、Excel、JSON、YAML 和 zip；写成 .docx .xlsx 即填好的官方表格，写成 .json .yaml 则保留全部内容。\n\n"
    "未能读入、表格放不下的内容列在标准错误。\n\n"
    "退出码：0 全部转换；1 有内容丢失；2 无法转换": (
        "Word, Excel, JSON, YAML and zip are read; .docx and .xlsx are the official forms, filled; .json and .yaml "
        "hold all of it.\n\n"
        "What was not read, or has no cell in the forms, is told on standard error.\n\n"
        "Exit status: 0 all of it converted; 1 something lost; 2 cannot be converted"
    ),
    "不列丢失的内容，只用退出码": "do not tell what was lost, only set the exit status",
    "官方表格里没有地方写：{path}": "the forms have no cell for it: {path}",
    "{output}：写入 {count} 个数字": "{output}: {count} figures written",
    "；读入 {read} 个单元格或段落，未读入 {lost} 个": "; {read} cells or paragraphs read, {lost} not read",
    "按各表数字起草附件4、附件5，连同各表写出。": "Draft the reports (附件4, 附件5) from the figures of the forms.",
    "已写的文字保留；须由人补写之处标作“【待填写：…】”，并列在标准错误。": (
        "What is written is kept; what a person must write is a gap marked 【待填写：…】, and told on standard error."
    ),
    "全部项目合写一份附件5，或一个项目一份": "one 附件5 for all projects, or one each",
    "不列须由人补写之处": "do not tell what a person must write",
    "{output}：起草 {reports} 份报告，{gaps} 处待填写": (
        "{output}: {reports} reports drafted, with {gaps} gaps for a person to fill"
    ),
    "写出空白的官方表格（.docx 或 .xlsx）。": "Write blank official forms, .docx or .xlsx.",
    "base 附件1；department 附件2；project 附件3；department-report 附件4；project-report 附件5；all 全部": (
        "base 附件1; department 附件2; project 附件3; department-report 附件4; project-report 附件5; all of them"
    ),
    "印在表上的预算年度": "budget year to print on the forms",
    "批量复核：文件夹中的材料写成 Parquet 表和一页汇总。": "Review folders of filings into Parquet tables and a page.",
    "给出的文件夹中，每个文件是一份材料，每个子文件夹也是一份。中断后再运行一次即可继续。\n\n"
    "退出码：0 没有错误；1 有错误或未能读取的文件；2 无法进行": (
        "Each file in a folder is a filing, and each subfolder. Call it again to go on with what was broken off.\n\n"
        "Exit status: 0 no error; 1 errors, or files not read; 2 cannot be done"
    ),
    "结果文件夹（必填）": "folder of the tables (required)",
    "进程数，默认用全部核心": "processes; all cores by default",
    "不输出汇总和进度；汇总在结果文件夹的 summary.txt 里": (
        "print neither the summary nor how far it is; the summary is in summary.txt in the folder"
    ),
    "规则集：列出、说明、验证、比较。": "Rulebooks: list, read out, verify, compare.",
    "每行一个：名称、适用年度、标题。": "One line each: name, budget years, title.",
    "逐条说明一个规则集：每项规定、依据、是否见过原件。": "A rulebook in sentences, clause by clause.",
    "验证规则集是否符合全部定律，不符合的给出反例。": "Verify rulebooks; a broken law comes with a counterexample.",
    "不给参数则验证全部随附规则集。\n\n退出码：0 全部符合；1 有违反；2 无法读入": (
        "All rulebooks that ship, if none is given.\n\n"
        "Exit status: 0 every law holds; 1 violations; 2 a file cannot be read"
    ),
    "比较两个规则集，以及申报材料的得分和等级因此有何变化。": "Compare two rulebooks, and what they make of filings.",
    "给出申报材料（每个文件或文件夹一份）时，再比较得分和等级：谁的改变，哪些行，为什么。": (
        "With filings (each file or folder is one): whose score and grade change, which rows, and why."
    ),
    "解释问题代码、勾稽关系或规则集的条款。": "Explain a finding, an identity, or a part of a rulebook.",
    "问题代码如 BP301，勾稽关系如 X1，规则集的规则、章节或话题如 hunan-2022/cost。": (
        "A finding is written BP301, an identity X1; a rule, a section or a topic of a rulebook hunan-2022/cost."
    ),
    "输出公开的 JSON Schema（draft 2020-12）。": "Print a published JSON Schema (draft 2020-12).",
    "输出命令行补全脚本。": "Print the script by which a shell completes commands.",
    'bash：在 ~/.bashrc 中加入 eval "$(budgetperf completion bash)"\n'
    'zsh：在 ~/.zshrc 中加入 eval "$(budgetperf completion zsh)"\n'
    "fish：budgetperf completion fish > ~/.config/fish/completions/budgetperf.fish": (
        'bash: add eval "$(budgetperf completion bash)" to ~/.bashrc\n'
        'zsh: add eval "$(budgetperf completion zsh)" to ~/.zshrc\n'
        "fish: budgetperf completion fish > ~/.config/fish/completions/budgetperf.fish"
    ),
}
