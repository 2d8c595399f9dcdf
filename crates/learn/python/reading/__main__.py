"""python -m reading COMMAND: the steps of crates/learn/README.md, each with its own --help."""
import argparse

GOLD = "../shared/gold"


def main():
    top = argparse.ArgumentParser(prog="reading")
    sub = top.add_subparsers(dest="command", required=True)

    def command(name, **options):
        parser = sub.add_parser(name)
        for key, value in options.items():
            kind = type(value) if value is not None else str
            parser.add_argument(f"--{key}", default=value, type=kind, required=value is None)

    command("silver", gold=GOLD, spacy=None, out=None)
    command("prepare", gold=GOLD, spacy=None, silver=None, out=None)
    command("train", gold=GOLD, data=None, out=None, epochs=60, seed=1)
    command("teacher", gold=GOLD, data=None, minilm=None, out=None, epochs=3, seed=1)
    command("label", data=None, minilm=None, teacher=None, net=None, raw=None, out=None)
    command("distil", gold=GOLD, data=None, soft=None, begin=None, out=None, epochs=30, stop=0, flat=0.3, seed=1)
    command("mean", nets=None, out=None)
    command("kinds", data=None, silver=None, net=None, out=None, seed=1)
    command("export", data=None, net=None, kinds=None, out=None, about="{}")
    command("fixture", data=None, net=None, sentences=None, out=None)
    args = top.parse_args()
    if args.command == "silver":
        from . import silver
        silver.run(args.gold, args.spacy, args.out)
    elif args.command == "prepare":
        from . import prepare
        prepare.run(args.gold, args.spacy, args.silver, args.out)
    elif args.command == "train":
        from . import train
        train.run(args.data, args.out, args.epochs, args.seed, args.gold)
    elif args.command == "teacher":
        from . import teacher
        teacher.run(args.gold, args.data, args.minilm, args.out, args.epochs, args.seed)
    elif args.command == "label":
        from . import label
        label.run(args.data, args.minilm, args.teacher, args.net, args.raw, args.out)
    elif args.command == "distil":
        from . import distil
        distil.run(args.gold, args.data, args.soft, args.begin, args.out, args.epochs, args.stop, args.flat,
                   args.seed)
    elif args.command == "mean":
        from . import mean
        mean.run(args.nets, args.out)
    elif args.command == "kinds":
        from . import kinds
        kinds.run(args.data, args.silver, args.net, args.out, args.seed)
    elif args.command == "export":
        from . import export
        export.run(args.data, args.net, args.kinds, args.out, args.about)
    elif args.command == "fixture":
        from . import fixture
        fixture.run(args.data, args.net, args.sentences, args.out)


main()
