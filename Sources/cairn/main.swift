import CairnCommand
import Glibc

exit(Cairn.run(Array(CommandLine.arguments.dropFirst())))
