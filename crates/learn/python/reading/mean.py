"""The mean of several networks that were schooled from the same beginning (model soups, Wortsman et al. 2022)."""
import torch


def run(nets, out):
    """Averages the weights of the files `nets`, names joined by commas, into the file `out`."""
    states = [torch.load(path, map_location="cpu", weights_only=True) for path in nets.split(",")]
    mean = {}
    for name, first in states[0].items():
        others = [state[name] for state in states]
        if first.is_floating_point():
            mean[name] = (sum(t.double() for t in others) / len(others)).to(first.dtype)
        elif all(torch.equal(first, t) for t in others):
            mean[name] = first
        else:
            raise SystemExit(f"{name} differs: these networks did not begin as one")
    torch.save(mean, out)
