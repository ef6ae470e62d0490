import time, pytest, collections
from tests.access.test_matrix import TABLE, requests, judge
from tests.access.test_matrix import PERSONAS
import os
pytestmark=pytest.mark.django_db
def test_try(visitors):
    t=time.time(); n=0; out=collections.defaultdict(list); per=collections.Counter(); cnt=collections.Counter()
    only=os.environ.get("ONLY","").split()
    for route in sorted(TABLE):
        if only and route not in only: continue
        for persona in PERSONAS:
            t1=time.time()
            for method,url,data,exp in requests(visitors,route,persona):
                n+=1; cnt[route]+=1
                for f in judge(visitors,route,persona,method,url,data,exp):
                    out[(route,method,url,f)].append(persona)
            per[route]+=time.time()-t1
    names={str(a[-1]):k for k,a in visitors.scene.args.items()}
    names|={str(c.pk):k for k,c in visitors.scene.cases.items()}
    with open("/tmp/access-try/out.txt","w") as o:
        for (r,m,u,f),ps in sorted(out.items()):
            for k,v in names.items():
                if len(k)>8: u=u.replace(k,"<"+v+">")
            print(r,m,u,"|",f[:700],"|",",".join(ps),file=o)
        print(n,"requests",time.time()-t,per.most_common(12),cnt.most_common(12),file=o)
