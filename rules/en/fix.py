import pathlib,sys
def sub(f,*prs):
    p=pathlib.Path(f);s=p.read_text()
    for a,b in prs:
        if a not in s: print('MISSING',f,a[:60]); continue
        s=s.replace(a,b)
    p.write_text(s)
